import Engine
import Testing

/// Conditions on columns whose cells are counted are decided once for each different cell: that must
/// not show.
struct ConditionsOnceTests {
  static let conditions = [
    "c == \"a\"", "c != \"a\"", "c < \"b\"", "c in [\"a\", \"12\", \"\"]", "c not in [\"b\"]",
    "c == 1", "c > 3", "c in [1, 2.5]", "c in 2...12", "c is null", "c is integral",
    "c matches /[ab]/", "length(c) > 1", "c == \"a\" or c > 3", "not (c == \"b\")", "c == true",
  ]

  /// Cells of some kinds, of which few, many or very many are different; now and then a long one.
  private static func csv(_ rows: Int, different: Int, isLong: Bool, seed: UInt64) -> String {
    var random = SplitMix64(seed)
    let known = ["a", "b", "", "1", "1.0", "2.5", "12", "true", "-3", "a longer word"]
    let cells = (0..<rows).map { row -> String in
      if isLong, row % 500 == 499 { return "a word that is longer than fifteen bytes" }
      let pick = Int.random(in: 0..<different, using: &random)
      return pick < known.count ? known[pick] : "\(pick)"
    }
    return "c,d\n" + cells.map { "\($0),1\n" }.joined()
  }

  @Test(
    "A condition holds as often whether cells are counted or not",
    arguments: [(3, false), (10, false), (10, true), (400, false), (400, true), (5_000, false)])
  func counted(_ different: Int, _ isLong: Bool) async {
    let csv = Self.csv(3_000, different: different, isLong: isLong, seed: UInt64(different))
    let counts = Self.conditions.map { "count(\($0))" }
    for cut in [Cut(), Cut(rowsPerPiece: 5_000, threads: 1)] {
      // `top` is what takes counted cells.
      let once = await values(of: counts + ["top(c, 3)"], over: csv, cut: cut)
      let each = await values(of: counts, over: csv, cut: cut)
      for (condition, (a, b)) in zip(Self.conditions, zip(once, each)) {
        #expect(a == b, "\(condition), \(different) different cells")
      }
    }
  }

  @Test("A condition is a filter, and a facet, as often")
  func filters() async {
    let csv = Self.csv(3_000, different: 10, isLong: false, seed: 1)
    let calls = [
      "sum(d, where: c == \"a\")", "bias.ci(facet: c == \"a\")", "bias.ci(facet: c > 3)",
      "mean(d, where: c is null)",
    ]
    let once = await values(of: calls + ["top(c, 3)"], over: csv)
    let each = await values(of: calls, over: csv)
    #expect(Array(once.dropLast()) == each)
  }
}
