import Testing

@testable import Statistics

@Suite("Statistics of bias obey the laws")
struct BiasLawTests {
  private static let rows = [0, 1, 2, 7, 100, 1500, 5000]

  private func outcomes(_ count: Int, _ random: inout SplitMix64) -> Column {
    Column(
      text: (0..<count).map { _ in
        ["true", "false", "1", "0", nil, "yes", "NaN"].randomElement(using: &random) ?? nil
      })
  }

  private func facets(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    ColumnBlock(
      rows: count, columns: (0..<3).map { _ in outcomes(count, &random) })
  }

  private func grouped(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    ColumnBlock(
      rows: count,
      columns: [
        outcomes(count, &random), outcomes(count, &random),
        Column(text: RandomCells.mixed(count, using: &random)),
      ])
  }

  private func featured(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    let numbers = { (random: inout SplitMix64) in
      Column(
        text: (0..<count).map { _ in
          Int.random(in: 0..<30, using: &random) == 0
            ? RandomCells.cell(using: &random) : "\(Int.random(in: -9...9, using: &random))"
        })
    }
    return ColumnBlock(
      rows: count,
      columns: [
        outcomes(count, &random), outcomes(count, &random), numbers(&random), numbers(&random),
      ])
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func facetCounts(seed: UInt64) throws {
    for (label, prediction) in [(true, true), (true, false), (false, true), (false, false)] {
      try StatisticLaws<FacetCounts>(
        parameters: .init(label: label, prediction: prediction), block: facets
      ).check(rows: Self.rows, seed: seed)
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func groupedFacetCounts(seed: UInt64) throws {
    // Beyond the limit too, every byte stays the same.
    for groups in [10_000, 30, 2] {
      try StatisticLaws<GroupedFacetCounts>(parameters: .init(groups: groups), block: grouped)
        .check(rows: Self.rows, seed: seed)
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func neighbourSample(seed: UInt64) throws {
    for rows in [32_768, 100, 16] {
      try StatisticLaws<NeighbourSample>(
        parameters: .init(features: 2, rows: rows), block: featured
      ).check(rows: Self.rows, seed: seed)
    }
  }
}
