import Statistics
import Testing

@testable import Engine

/// Functions of rows by the fast ways, against their definition.
struct RowFunctionTests {
  static let numbers = [
    -.infinity, -1e300, -2.5, -0.5, -0.0, 0, 1e-9, 0.5, 1, 1.5, 2.5, 1e9, 1e300, .infinity, .nan,
  ]

  private static func isSame(_ a: Double, _ b: Double) -> Bool {
    a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
  }

  @Test("One number, two and three give what the definition gives")
  func definitions() {
    for a in Self.numbers {
      for function in ScalarFunction.allCases {
        guard let unary = function.unary else { continue }
        #expect(Self.isSame(unary(a), function.apply([a])), "\(function)(\(a))")
      }
      for b in Self.numbers {
        for function in [ScalarFunction.least, .greatest] {
          let found = function.binary?(a, b) ?? 17
          #expect(Self.isSame(found, function.apply([a, b])), "\(function)(\(a), \(b))")
        }
        for c in Self.numbers {
          let defined = ScalarFunction.clamp.apply([a, b, c])
          #expect(Self.isSame(ScalarFunction.clamp(a, b, c), defined))
        }
      }
    }
  }

  @Test("Text changes byte by byte as it does by characters")
  func text() {
    var random = SplitMix64(5)
    let signs = [
      "a", "Z", "@", "[", "`", "{", " ", "\t", "\r\n", "\n", "\u{B}", "9", "é", "Ω", "\u{A0}", "ß",
    ]
    let texts: [String?] =
      [nil, "", " ", "\r\n"]
      + (0..<2_000).map { index in
        let plain = index % 2 == 0 ? signs.prefix(12) : signs[...]
        return (0..<Int.random(in: 0...6, using: &random))
          .map { _ in plain.randomElement(using: &random) ?? "" }.joined()
      }
    var cells = TextCells()
    for text in texts {
      if let text { cells.append(text.utf8) } else { cells.appendMissing() }
    }
    let changes: [(ScalarFunction, (String) -> String)] = [
      (.lower, { $0.lowercased() }), (.upper, { $0.uppercased() }), (.trim, Scalars.trim),
    ]
    for (function, change) in changes {
      let found = function.changed(cells)
      for (row, text) in texts.enumerated() {
        #expect(found[row].map(Array.init) == text.map { Array(change($0).utf8) }, "\(function)")
      }
    }
  }

  @Test("A list holds a text that is in it, and texts are ordered by bytes")
  func lists() {
    var random = SplitMix64(6)
    let make = { (random: inout SplitMix64) in
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        UInt8.random(in: 97...99, using: &random)
      }
    }
    for count in [0, 1, 5, 40] {
      let texts = (0..<count).map { _ in make(&random) }
      let list = TextList(texts)
      for _ in 0..<200 {
        let (cell, other) = (make(&random), make(&random))
        var (a, b) = (TextCells(), TextCells())
        a.append(cell)
        b.append(other)
        #expect(list.contains(a, 0) == texts.contains(cell))
        #expect(TextOrder.isSame(a, 0, other) == (cell == other))
        #expect((TextOrder.order(a, 0, other) < 0) == cell.lexicographicallyPrecedes(other))
        #expect((TextOrder.order(a, b, 0) > 0) == other.lexicographicallyPrecedes(cell))
      }
    }
  }

  /// With a text beside it in the block, a value used to be read again from its spelling.
  @Test(
    "What a cell chosen by a condition is does not depend on the cells beside it",
    arguments: [1, 2, 5])
  func conditional(rows: Int) async {
    let csv = "b,n,s\ntrue,2,x\nfalse,2,y\ntrue,3.5,5\nfalse,1,2026-01-01\ntrue,4,7\n"
    let cut = Cut(rowsPerPiece: rows, threads: 1)
    let fractional = await value(
      of: "count((if b then n * 1 else s) is fractional)", over: csv, cut: cut)
    #expect(fractional.number == 3)
    let text = await value(of: "count((if b then n else s) is string)", over: csv, cut: cut)
    #expect(text.number == 1)
  }

  @Test("A long list of numbers holds what it holds")
  func numberList() async {
    let csv = "n\n" + (0..<60).map { "\($0)\n" }.joined() + "x\n\n"
    let list = (0..<30).map { "\($0 * 2)" }.joined(separator: ", ")
    #expect(await value(of: "count(n in [\(list)])", over: csv).number == 30)
    #expect(await value(of: "count(n not in [\(list)])", over: csv).number == 30)
  }
}
