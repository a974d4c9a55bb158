import Engine
import Language
import Metrics
import Testing

@Suite("Standard errors are those of the theory, and `sigma` is of them")
struct StandardErrorTests {
  /// Values near normal, of mean 10 and standard deviation 2, and a label that a third contradicts.
  private static func rows(_ count: Int, seed: UInt64) -> String {
    var random = SplitMix64(seed)
    let lines = (0..<count).map { _ in
      let x = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0...1, using: &random) }
      let agrees = Int.random(in: 0..<3, using: &random) > 0
      return "\(10 + 2 * x),1,\(agrees ? 1 : 0)\n"
    }
    return "x,y,p\n" + lines.joined()
  }

  private static let task = "monitor m { task binary(prediction: p, label: y, positive: 1) }\n"

  /// The standard errors of expressions, by the theory's.
  private func ratios(
    _ expected: [(String, Double)], _ csv: String, _ cut: Cut = Cut(rowsPerPiece: 1000)
  ) async throws -> [Double] {
    var scope = Scope(catalogue: .standard, schema: Schema(names: ["x", "y", "p"]))
    scope.task = check(Self.task + "rule r { expect accuracy > 0 }").ruleset.scope.task
    var checker = ExpressionChecker(scope)
    let terms = expected.map { expression, _ in
      checker.check(
        Parser.parseExpression(SourceFile(path: "expression", text: expression)).expression, .window
      )
    }
    let plan = Plan(terms).requests
    let data = await gather(csv, plan + plan.map(\.subsampled), given: [:], cut)
    return try zip(terms, expected).map { term, expected in
      try #require(StandardError.of(term, over: data).number) / expected.1
    }
  }

  @Test(arguments: [(300, 1), (3000, 2)] as [(Int, UInt64)])
  func errorsAreThoseOfTheTheory(_ count: Int, seed: UInt64) async throws {
    let n = Double(count)
    let found = try await ratios(
      [
        ("mean(x)", 2 / n.squareRoot()), ("stddev(x)", 2 / (2 * n).squareRoot()),
        ("accuracy", (2.0 / 9 / n).squareRoot()),
        ("100 * accuracy - mean(y)", 100 * (2.0 / 9 / n).squareRoot()),
      ], Self.rows(count, seed: seed))
    // Four times the 11% that are stated.
    #expect(found.allSatisfy { (0.56...1.44).contains($0) }, "\(found)")
  }

  @Test("Small pieces spread their rows as large ones do", arguments: [1, 7])
  func smallPieces(rows: Int) async throws {
    let found = try await ratios(
      [("mean(x)", 2 / 500.0.squareRoot())], Self.rows(500, seed: 9), Cut(rowsPerPiece: rows))
    #expect(found.allSatisfy { (0.56...1.44).contains($0) }, "\(found)")
  }

  @Test("The number of threads changes nothing")
  func threads() async {
    let csv = Self.rows(300, seed: 3)
    let rules = Self.task + "rule r { expect accuracy within 2 sigma of 0 * baseline + baseline }"
    #expect(codes(rules) == ["TM330"])
    let sound =
      Self.task + "rule r { expect accuracy + 0.01 within 0.6 sigma of baseline(accuracy) }"
    var trees: [String] = []
    for threads in [1, 2, 5] {
      let verdicts = await judge(
        sound, over: csv, against: csv, cut: Cut(rowsPerPiece: 20, threads: threads))
      trees.append(verdicts.compactMap { $0.tree?.json.text() }.joined())
    }
    #expect(Set(trees).count == 1 && !trees[0].isEmpty)
  }

  @Test("Fewer than 200 records have no error; those that `where` leaves count")
  func tooFewRows() async {
    let (few, many) = (Self.rows(199, seed: 1), Self.rows(400, seed: 1))
    let condition = "mean(x) within 2 sigma of baseline"
    #expect(await outcome(condition, over: many, against: few) == "too few rows")
    #expect(await outcome(condition, over: few, against: many) != "too few rows")
    let filtered = "rule r { where x > 10 expect \(condition) }"
    #expect(
      await outcomes(filtered, over: many, against: Self.rows(300, seed: 2))["r"] == "too few rows")
    #expect(await outcome(condition, over: many) == "no baseline")
  }

  @Test("By segment, each has the error of its own records")
  func segments() async {
    let lines = Self.rows(2000, seed: 5).split(separator: "\n")
    let csv =
      "z,\(lines[0])\n"
      + lines.dropFirst().enumerated().map { "\($0 % 10 == 0 ? "small" : "large"),\($1)\n" }
      .joined()
    let rules = """
      rule r { by z at most 5 expect mean(x) + 0.25 within 2 sigma of baseline(mean(x)) }
      """
    let verdicts = await judge(rules, over: csv, against: csv, cut: Cut(rowsPerPiece: 400))
    let states = Dictionary(
      verdicts.map { ($0.segment.first?.value ?? "", $0.outcome) },
      uniquingKeysWith: { first, _ in first })
    // 0.25 is 5 errors of 1,800 records and 1.8 of 200.
    #expect(states == ["large": "violated", "small": "pass"])
  }

  @Test(
    "`sigma` is of the baseline or of earlier windows",
    arguments: [
      ("rule r { expect mean(x) within 2 sigma of 12 }", ["TM330"]),
      ("rule r { expect mean(x) within 2 sigma of 1.1 * baseline }", ["TM330"]),
      ("rule r { expect share(x within 2 sigma of baseline(mean(x))) > 90% }", ["TM330"]),
      ("rule r { expect mean(x) within 0 sigma of baseline }", ["TM209"]),
      ("columns { x: mean within 2 sigma of baseline }", []),
      ("rule r { expect mean(x) within 2.5 sigma of baseline(median(x)) }", []),
    ])
  func whatItIsOf(_ rules: String, _ expected: [String]) {
    #expect(codes(rules) == expected)
  }

  @Test("Lists of columns and bounds of `columns` have it too")
  func columns() async {
    let csv = Self.rows(600, seed: 8)
    let rules = "columns { x: mean within 2 sigma of baseline }"
    #expect(await outcomes(rules, over: csv, against: csv)["columns.x.mean"] == "pass")
  }
}
