@testable import Engine
import Testing

/// Three-valued logic in conditions of rules and of rows.
struct KleeneTests {
  /// Over one row `x = 1`, with `z` always missing.
  static let window = ["T": "mean(x) == 1", "F": "max(x) == 2", "U": "mean(z) == 1"]
  static let row = ["T": "x == 1", "F": "x == 2", "U": "z == 1"]
  static let csv = "x,z\n1,\n"

  static let and = [
    "TT": "T", "TF": "F", "TU": "U", "FT": "F", "FF": "F", "FU": "F", "UT": "U", "UF": "F",
    "UU": "U",
  ]
  static let or = [
    "TT": "T", "TF": "T", "TU": "T", "FT": "T", "FF": "F", "FU": "U", "UT": "T", "UF": "U",
    "UU": "U",
  ]

  static let tables: [(String, String, String, String)] = [("and", and), ("or", or)].flatMap {
    word, table in
    table.map { (word, String($0.key.prefix(1)), String($0.key.suffix(1)), $0.value) }
  }

  @Test("Conditions of a window", arguments: tables)
  func window(_ word: String, _ a: String, _ b: String, _ result: String) async throws {
    let left = try #require(Self.window[a])
    let right = try #require(Self.window[b])
    let expected = ["T": "pass", "F": "violated", "U": "no data"][result]
    #expect(await outcome("\(left) \(word) \(right)", over: Self.csv) == expected)
    let negated = ["T": "violated", "F": "pass", "U": "no data"][result]
    #expect(await outcome("not (\(left) \(word) \(right))", over: Self.csv) == negated)
  }

  @Test("Conditions of a row", arguments: tables)
  func row(_ word: String, _ a: String, _ b: String, _ result: String) async throws {
    let left = try #require(Self.row[a])
    let right = try #require(Self.row[b])
    let expected = ["T": 1.0, "F": 0, "U": nil][result] ?? nil
    #expect(await value(of: "share(\(left) \(word) \(right))", over: Self.csv).number == expected)
    #expect(
      await value(of: "share(not (\(left) \(word) \(right)))", over: Self.csv).number
        == expected.map { 1 - $0 })
  }

  @Test("The laws of De Morgan hold for every pair")
  func deMorgan() {
    let all: [Truth] = [.yes, .no, .unknown]
    for a in all {
      #expect(a.negated.negated == a)
      for b in all {
        #expect(Truth.and(a, b).negated == Truth.or(a.negated, b.negated))
        #expect(Truth.and(a, b) == Truth.and(b, a))
        #expect(Truth.or(a, b) == Truth.or(b, a))
      }
    }
  }

  @Test("An unknown condition neither passes as `expect` nor as `alert when`")
  func neverPasses() async {
    let outcomes = await outcomes(
      """
      rule expected { expect mean(z) > 0 }
      rule alerted { alert when mean(z) > 0 }
      rule negated { expect not mean(z) > 0 }
      rule chosen { expect if mean(z) > 0 then mean(x) > 0 else mean(x) > 0 }
      """, over: Self.csv)
    #expect(
      outcomes == [
        "expected": "no data", "alerted": "no data", "negated": "no data", "chosen": "no data",
      ])
  }
}
