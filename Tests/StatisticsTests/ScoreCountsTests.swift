import Testing

@testable import Statistics

/// Curves against the same over all pairs and thresholds, naively.
@Suite struct ScoreCountsTests {
  struct Scored {
    let score: Double
    let isPositive: Bool
  }

  static func sample(_ count: Int, ties: Bool, seed: UInt64) -> [Scored] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      let isPositive = Int.random(in: 0..<3, using: &random) == 0
      let score = Double.random(in: -0.2...0.8, using: &random) + (isPositive ? 0.2 : 0)
      return Scored(score: ties ? (score * 20).rounded() / 20 : score, isPositive: isPositive)
    }
  }

  static func counts(_ rows: [Scored], budget: Int = 100_000) -> ScoreCounts {
    var result = ScoreCounts(.init(budget: budget))
    let outcomes = Column()
    outcomes.fill(
      kinds: rows.map { _ in .boolean }, numbers: rows.map { $0.isPositive ? 1 : 0 })
    result.update(
      ColumnBlock(rows: rows.count, columns: [Column(numbers: rows.map(\.score)), outcomes]))
    return result
  }

  static func area(_ rows: [Scored]) -> Double {
    var won = 0.0
    var pairs = 0.0
    for a in rows where a.isPositive {
      for b in rows where !b.isPositive {
        pairs += 1
        won += a.score > b.score ? 1 : a.score == b.score ? 0.5 : 0
      }
    }
    return won / pairs
  }

  static func averagePrecision(_ rows: [Scored]) -> Double {
    let positives = Double(rows.count { $0.isPositive })
    var (sum, recall) = (0.0, 0.0)
    for threshold in Set(rows.map(\.score)).sorted(by: >) {
      let above = rows.filter { $0.score >= threshold }
      let hits = Double(above.count { $0.isPositive })
      sum += (hits / positives - recall) * hits / Double(above.count)
      recall = hits / positives
    }
    return sum
  }

  /// Straight lines from recall 0 with the precision of the first point.
  static func trapezoid(_ rows: [Scored]) -> Double {
    let positives = Double(rows.count { $0.isPositive })
    var sum = 0.0
    var last: (recall: Double, precision: Double)?
    for threshold in Set(rows.map(\.score)).sorted(by: >) {
      let above = rows.filter { $0.score >= threshold }
      let hits = Double(above.count { $0.isPositive })
      let point = (recall: hits / positives, precision: hits / Double(above.count))
      let before = last ?? (0, point.precision)
      sum += (point.recall - before.recall) * (point.precision + before.precision) / 2
      last = point
    }
    return sum
  }

  @Test(arguments: [(2, true), (9, true), (60, false), (400, true), (400, false)], 1...4)
  func areasAreThoseOfAllPairs(_ shape: (count: Int, ties: Bool), seed: Int) throws {
    let rows = Self.sample(shape.count, ties: shape.ties, seed: UInt64(seed))
    guard Set(rows.map(\.isPositive)).count == 2 else { return }
    let counts = Self.counts(rows)
    let area = try #require(counts.areaUnderROC)
    #expect(area.error == 0)
    #expect((area.value - Self.area(rows)).magnitude < 1e-12)
    let precision = try #require(counts.averagePrecision)
    #expect(precision.error == 0)
    #expect((precision.value - Self.averagePrecision(rows)).magnitude < 1e-12)
    let lines = try #require(counts.areaUnderPrecisionRecall)
    #expect(lines.error == 0)
    #expect((lines.value - Self.trapezoid(rows)).magnitude < 1e-12)
  }

  @Test("Beyond the budget the exact value is within the stated error", arguments: 1...6)
  func boundsHold(seed: Int) throws {
    for (count, ties) in [(700, false), (700, true), (3_000, false)] {
      let rows = Self.sample(count, ties: ties, seed: UInt64(seed))
      for budget in [16, 40, 200] {
        let counts = Self.counts(rows, budget: budget)
        let area = try #require(counts.areaUnderROC)
        #expect((area.value - Self.area(rows)).magnitude <= area.error + 1e-12)
        let precision = try #require(counts.averagePrecision)
        let exact = Self.averagePrecision(rows)
        #expect((precision.value - exact).magnitude <= precision.error + 1e-12)
        let lines = try #require(counts.areaUnderPrecisionRecall)
        #expect((lines.value - Self.trapezoid(rows)).magnitude <= lines.error + 1e-12)
        #expect(counts.isExact == (Set(rows.map(\.score)).count <= budget))
        #expect(counts.isExact || area.error > 0)
      }
    }
  }

  @Test("The error is small where the budget is not", arguments: 1...3)
  func boundsAreUseful(seed: Int) throws {
    let counts = Self.counts(
      Self.sample(20_000, ties: false, seed: UInt64(seed)), budget: 5_000)
    let area = try #require(counts.areaUnderROC)
    #expect(area.error > 0 && area.error < 1e-3)
    let precision = try #require(counts.averagePrecision)
    #expect(precision.error > 0 && precision.error < 1e-2)
  }

  @Test("Points of a thinned curve are points of the whole one", arguments: 1...3)
  func points(seed: Int) {
    let rows = Self.sample(900, ties: false, seed: UInt64(seed))
    for budget in [100_000, 50] {
      for point in Self.counts(rows, budget: budget).points {
        let above = rows.filter { $0.score >= point.threshold }
        #expect(point.truePositives == Double(above.count { $0.isPositive }))
        #expect(point.falsePositives == Double(above.count { !$0.isPositive }))
      }
    }
  }

  @Test func keysKeepTheOrderOfScores() {
    let scores = [
      -Double.greatestFiniteMagnitude, -2, -1, -Double.leastNonzeroMagnitude, 0, 1e-300, 0.5, 1,
      .greatestFiniteMagnitude,
    ]
    let keys = scores.map(ScoreCounts.key)
    #expect(keys == keys.sorted() && Set(keys).count == keys.count)
    #expect(keys.map(ScoreCounts.score) == scores)
    #expect(ScoreCounts.key(-0.0) == ScoreCounts.key(0))
  }

  @Test func oneSideHasNoArea() {
    let counts = Self.counts([Scored(score: 1, isPositive: true)])
    #expect(counts.areaUnderROC == nil)
    #expect(counts.averagePrecision == .init(value: 1, error: 0))
    #expect(Self.counts([]).averagePrecision == nil)
  }
}
