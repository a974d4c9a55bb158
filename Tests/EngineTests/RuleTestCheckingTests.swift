import Engine
import Language
import Testing

/// Mistakes in `test` blocks, found without running them.
struct RuleTestCheckingTests {
  private static let rules = """
    edition 1
    monitor m { task regression(prediction: p, label: y) baseline "then" }
    columns { fare: complete, >= 0 }
    rule errors { alert when mae > 1.1 * baseline }
    rule volume { expect row_count > 9 }
    rule shapes { for each column c expect drift(c) <= 0.1 }
    rule regions { by region at most 5 expect completeness(fare) > 90% }

    """

  private func codes(_ test: String, schema: Schema? = nil) -> [String] {
    EngineTests.codes(Self.rules + test + "\n", schema: schema)
  }

  @Test(
    "Whole tests are without a finding",
    arguments: [
      "test \"a\" { given rows \"fare\" then columns.fare.complete passes then others pass }",
      "test \"a\" { given \"x.csv\" against \"y\" then volume violated in window 3 }",
      "test \"a\" { given series mae: 3 _ 4x2 given series row_count: 1x4 then errors passes }",
      "test \"a\" { given series mae: 3 given series baseline(mae): 3 then errors passes }",
      "test \"a\" { given rows \"fare\" then shapes violated for c == \"fare\" in window 1 }",
      "test \"a\" { given rows \"fare\" then regions unknown for region in [\"a\"] }",
      "test \"a\" { then volume fires given series row_count: 3 }",
    ])
  func whole(_ test: String) {
    #expect(codes(test) == [], "\(test)")
  }

  @Test(
    "Each mistake has its code",
    arguments: [
      ("test \"a\" { then volume passes }", ["TM752"]),
      ("test \"a\" { given rows \"fare\" }", ["TM752"]),
      ("test \"a\" { }", ["TM752", "TM752"]),
      ("test \"a\" { given rows \"fare\" given \"x.csv\" then others pass }", ["TM752"]),
      ("test \"a\" { given rows \"fare\" given series mae: 3 then others pass }", ["TM752"]),
      (
        "test \"a\" { given rows \"fare\" against \"x\" against \"y\" then others pass }", ["TM752"]
      ),
      ("test \"a\" { given series baseline(mae): 3 then others pass }", ["TM752"]),
      ("test \"a\" { given rows \"fare\" then volme passes }", ["TM753"]),
      ("test \"a\" { given rows \"fare\" then columns.fare.mx passes }", ["TM753"]),
      ("test \"a\" { given series 3: 3 then volume passes }", ["TM754"]),
      ("test \"a\" { given series maee: 3 then volume passes }", ["TM202", "TM752"]),
      ("test \"a\" { given series inferred_type(fare): 3 then volume passes }", ["TM754"]),
      (
        "test \"a\" { given series mae: 3 given series row_count: 3x2 then others pass }", ["TM754"]
      ),
      ("test \"a\" { given series mae: 3 given series mae: 4 then others pass }", ["TM754"]),
      ("test \"a\" { given series mae: 3x10001 then errors passes }", ["TM754"]),
      ("test \"a\" { given series mae: 3x99999999999999999999 then errors passes }", ["TM754"]),
      ("test \"a\" { given series mae: 3x0 then errors passes }", ["TM754"]),
      ("test \"a\" { given series completeness(fare): 95 then others pass }", ["TM754"]),
      (
        "test \"a\" { given series mae: 3 given series baseline(mae): 3 4 then others pass }",
        ["TM754"]
      ),
      ("test \"a\" { given series mae: 3 then errors passes in window 2 }", ["TM755"]),
      ("test \"a\" { given rows \"fare\" then volume passes in window 0 }", ["TM755"]),
      ("test \"a\" { given rows \"fare\" then volume passes in window 1.5 }", ["TM755"]),
      ("test \"a\" { given rows \"fare\" then volume passes for c == \"fare\" }", ["TM755"]),
      ("test \"a\" { given rows \"fare\" then shapes passes for x == \"fare\" }", ["TM201"]),
      ("test \"a\" { given series mae: 3 then volume passes }", ["TM756"]),
      ("test \"a\" { given series row_count: 3 then regions passes }", ["TM756"]),
      (
        "test \"a\" { given series row_count: 3 then volume passes }\n"
          + "test \"a\" { given series row_count: 3 then volume passes }", ["TM751"]
      ),
    ])
  func mistakes(_ test: String, _ expected: [String]) {
    let found = codes(test)
    // A series that is refused leaves the test without data as well.
    let isFitting =
      found == expected
      || (found.first == expected.first
        && found.dropFirst().allSatisfy { $0 == "TM752" || $0 == "TM756" })
    #expect(isFitting, "\(test): \(found)")
  }

  @Test("What is meant is proposed")
  func proposals() throws {
    let misspelled = check(
      Self.rules + "test \"a\" { given rows \"fare\" then volme passes }"
    ).diagnostics
    #expect(try #require(misspelled.first).fixIts.map(\.replacement) == ["volume"])
    let percent = check(
      Self.rules + "test \"a\" { given series completeness(fare): 95 then others pass }"
    ).diagnostics
    #expect(try #require(percent.first).fixIts.map(\.replacement) == ["95%"])
  }

  @Test("A test that exercises nothing is a warning where no rule depends on the columns")
  func nothing() {
    let test = "test \"a\" { given series mean(fare): 3 then others pass }\n"
    #expect(!codes(test).contains("TM757"))
    #expect(EngineTests.codes("rule r { expect row_count > 9 }\n" + test).contains("TM757"))
  }

  @Test("A repeated value stands for as many windows, and no memory is taken for too many")
  func repetition() throws {
    let ruleset = check(
      Self.rules + "test \"a\" { given series mae: 3x9_999 _ then errors passes }")
    #expect(ruleset.diagnostics.contains { $0.severity == .error })
    let fitting = check(Self.rules + "test \"a\" { given series mae: 3x9999 _ then errors passes }")
    let test = try #require(fitting.ruleset.tests.first)
    guard case .series(let series) = test.given else {
      Issue.record("no series")
      return
    }
    #expect(series.count == 10_000)
  }
}
