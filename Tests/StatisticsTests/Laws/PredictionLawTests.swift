import Testing

@testable import Statistics

@Suite("Statistics of predictions obey the laws")
struct PredictionLawTests {
  private static let rows = [0, 1, 2, 7, 100, 1500, 5000]

  /// Two columns of awkward cells, which are sometimes equal.
  private func pairs(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    let labels = RandomCells.mixed(count, using: &random)
    let predictions = labels.map { label in
      Bool.random(using: &random) ? label : RandomCells.cell(using: &random)
    }
    return ColumnBlock(
      rows: count, columns: [Column(text: labels), Column(text: predictions)])
  }

  private func fewClasses(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    let names = ["1", "1.0", "01", "b", "true", nil]
    let columns = (0..<2).map { _ in
      Column(text: (0..<count).map { _ in names.randomElement(using: &random) ?? nil })
    }
    return ColumnBlock(rows: count, columns: columns)
  }

  private func typed(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    let columns = (0..<2).map { _ in
      Column(
        numbers: (0..<count).map { _ in
          [1, 2, 0.5, .nan, -0.0, 0, 1e300].randomElement(using: &random) ?? 0
        })
    }
    return ColumnBlock(rows: count, columns: columns)
  }

  /// Scores, often tied, and outcomes.
  private func scored(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    let scores = (0..<count).map { _ -> String? in
      switch Int.random(in: 0..<8, using: &random) {
      case 0: nil
      case 1: ["0", "-0.0", "1", "none", "-3.5", "1e300"].randomElement(using: &random)
      case 2...4: "0.\(Int.random(in: 0..<100, using: &random))"
      default: "\(Double.random(in: 0...1, using: &random))"
      }
    }
    let outcomes = (0..<count).map { _ -> String? in
      ["true", "false", "1", "0", nil, "yes"].randomElement(using: &random) ?? nil
    }
    return ColumnBlock(rows: count, columns: [Column(text: scores), Column(text: outcomes)])
  }

  private func ranked(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    let queries = (0..<count).map { _ -> String? in
      Int.random(in: 0..<20, using: &random) == 0
        ? nil : "q\(Int.random(in: 0..<60, using: &random))"
    }
    let relevances = (0..<count).map { _ in
      ["0", "1", "2", "3", nil, "-1"].randomElement(using: &random) ?? nil
    }
    return ColumnBlock(
      rows: count,
      columns: [
        Column(text: queries), Column(text: RandomCells.mixed(count, using: &random)),
        Column(text: relevances),
      ])
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func pairCounts(seed: UInt64) throws {
    for block in [pairs, fewClasses, typed] {
      for classes in [1_000, 40, 2] {
        try StatisticLaws<PairCounts>(parameters: .init(classes: classes), block: block)
          .check(rows: Self.rows, seed: seed)
      }
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func scoreCounts(seed: UInt64) throws {
    // Beyond the budget too, every byte stays the same.
    for budget in [100_000, 200, 16] {
      try StatisticLaws<ScoreCounts>(parameters: .init(budget: budget), block: scored)
        .check(rows: Self.rows, seed: seed)
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func calibrationBins(seed: UInt64) throws {
    let agrees = { (a: CalibrationBins, b: CalibrationBins) -> Bool in
      guard a.count == b.count else { return false }
      guard let p = a.expectedError, let q = b.expectedError else { return a.count == 0 }
      return (p - q).magnitude <= 1e-15
    }
    for bins in [1, 10, 97] {
      try StatisticLaws<CalibrationBins>(
        parameters: .init(bins: bins), block: scored, agrees: agrees
      ).check(rows: Self.rows, seed: seed)
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func rankedQueries(seed: UInt64) throws {
    for budget in [1_000_000, 300, 16] {
      try StatisticLaws<RankedQueries>(parameters: .init(budget: budget), block: ranked)
        .check(rows: Self.rows, seed: seed)
    }
  }
}
