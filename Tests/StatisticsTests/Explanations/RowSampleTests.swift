import Testing

@testable import Statistics

@Suite struct RowSampleTests {
  private static let rows = [0, 1, 2, 7, 100, 1500]

  private func cells(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    ColumnBlock(
      rows: count,
      columns: [
        Column(text: RandomCells.mixed(count, using: &random)),
        Column(
          text: (0..<count).map { _ in ["a", "b", nil].randomElement(using: &random) ?? nil }),
      ])
  }

  @Test(
    "A sample obeys the laws, also where rows are left out", arguments: 1...3 as ClosedRange<UInt64>
  )
  func laws(seed: UInt64) throws {
    for size in [10_000, 40, 3, 1] {
      try StatisticLaws<RowSample>(parameters: .init(size: size, columns: 2), block: cells)
        .check(rows: Self.rows, seed: seed)
    }
  }

  private func sample(_ texts: [String?], size: Int) -> RowSample {
    var sample = RowSample(.init(size: size, columns: 1))
    sample.update(ColumnBlock(rows: texts.count, columns: [Column(text: texts)]))
    return sample
  }

  @Test("As long as all distinct rows fit, all are there with their counts, as they were spelled")
  func whole() {
    let sample = sample(["1.0", "1", "x", "1", nil, "", "1"], size: 6)
    let counts = Dictionary(
      sample.rows.map { (String(decoding: $0.cells[0].text, as: UTF8.self), $0.count) },
      uniquingKeysWith: +)
    #expect(sample.isWhole && sample.records == 7)
    #expect(counts["1"] == 3 && counts["1.0"] == 1 && counts["x"] == 1 && counts[""] == 2)
  }

  @Test("Every record has the same chance to be among those that stay")
  func fair() {
    // Of 1,000 numbers 100 stay: what they add up to is off by its standard error.
    var means: [Double] = []
    for round in 0..<40 {
      let texts = (0..<1_000).map { "\(round)-\($0)" }
      let sample = sample(texts, size: 100)
      #expect(!sample.isWhole && sample.rows.count == 100)
      let values = sample.rows.compactMap { row in
        String(decoding: row.cells[0].text, as: UTF8.self).split(separator: "-").last
          .flatMap { Double($0) }
      }
      means.append(values.reduce(0, +) / 100)
    }
    let mean = means.reduce(0, +) / 40
    // 288.7 · √(0.9 / 4000) = 4.3
    #expect(abs(mean - 499.5) < 4 * 4.4)
  }
}
