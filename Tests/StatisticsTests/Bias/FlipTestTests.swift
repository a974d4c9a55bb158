import Testing

@testable import Statistics

/// The flip test against all pairs of records.
struct FlipTestTests {
  struct Row {
    var isIn: Bool
    var isPositive: Bool
    var features: [Double]
  }

  private func rows(_ count: Int, steps: Int, _ random: inout SplitMix64) -> [Row] {
    (0..<count).map { _ in
      Row(
        isIn: Bool.random(using: &random), isPositive: Bool.random(using: &random),
        features: (0..<3).map { _ in Double(Int.random(in: 0..<steps, using: &random)) })
    }
  }

  private func sample(_ rows: [Row]) -> NeighbourSample {
    var sample = NeighbourSample(.init(features: 3))
    let outcome = { (value: (Row) -> Bool) in
      Column(text: rows.map { value($0) ? "true" : "false" })
    }
    sample.update(
      ColumnBlock(
        rows: rows.count,
        columns: [outcome(\.isIn), outcome(\.isPositive)]
          + (0..<3).map { index in Column(numbers: rows.map { $0.features[index] }) }))
    return sample
  }

  /// The least and greatest F⁺ − F⁻ over all orders among equally near neighbours.
  private func allPairs(_ rows: [Row]) -> (least: Double, greatest: Double) {
    let (inside, outside) = (rows.filter(\.isIn), rows.filter { !$0.isIn })
    let k = outside.count > 9 ? 5 : 1
    var (least, greatest) = (0.0, 0.0)
    for one in inside {
      let distance = { (other: Row) in
        zip(one.features, other.features).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let vote = { (yesFirst: Bool) -> Bool in
        let sorted = outside.sorted {
          let (a, b) = (distance($0), distance($1))
          return a != b ? a < b : $0.isPositive == yesFirst && $1.isPositive != yesFirst
        }
        return sorted.prefix(k).count(where: \.isPositive) * 2 > k
      }
      let shift = { (says: Bool) in
        one.isPositive == says ? 0.0 : one.isPositive ? -1 : 1
      }
      let both = [shift(vote(true)), shift(vote(false))]
      least += both.min() ?? 0
      greatest += both.max() ?? 0
    }
    return (least, greatest)
  }

  @Test(arguments: [2, 4, 50, 1_000_000])
  func againstAllPairs(steps: Int) {
    var random = SplitMix64(seed: UInt64(steps))
    for count in [2, 9, 30, 300] {
      let rows = rows(count, steps: steps, &random)
      guard rows.contains(where: \.isIn), rows.contains(where: { !$0.isIn }) else { continue }
      let test = FlipTest(sample(rows), takesNull: false)
      let (least, greatest) = allPairs(rows)
      #expect(test.least == least && test.greatest == greatest, "\(count) rows, \(steps) steps")
      let value = test.denied - test.favoured
      #expect(value >= least && value <= greatest)
      #expect(test.records == Double(rows.count(where: \.isIn)))
      if steps == 1_000_000 { #expect(least == greatest) }
    }
  }

  @Test("The order of the records changes nothing")
  func order() {
    var random = SplitMix64(seed: 3)
    let rows = rows(200, steps: 5, &random)
    let (one, other) = (sample(rows), sample(rows.shuffled(using: &random)))
    #expect(
      StatisticLaws<NeighbourSample>.bytes(one) == StatisticLaws<NeighbourSample>.bytes(other))
  }

  @Test("Many distinct rows are thinned, and say so")
  func thinned() {
    var random = SplitMix64(seed: 4)
    var sample = NeighbourSample(.init(features: 1, rows: 100))
    let numbers = (0..<5_000).map { _ in random.unit() }
    let halves = Column(text: numbers.indices.map { $0 % 2 == 0 ? "true" : "false" })
    sample.update(
      ColumnBlock(rows: 5_000, columns: [halves, halves, Column(numbers: numbers)]))
    #expect(!sample.isExact && sample.held <= 100 && sample.held > 25)
    #expect(sample.records == 5_000 && sample.complete == 5_000)
  }
}
