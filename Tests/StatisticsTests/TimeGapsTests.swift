import Testing

@testable import Statistics

@Suite("The longest gap between times")
struct TimeGapsTests {
  private func block(_ times: [Double]) -> ColumnBlock {
    ColumnBlock(rows: times.count, columns: [Column(numbers: times, kind: .timestamp)])
  }

  private func gaps(_ times: [Double], most: Int, piece: Int) -> TimeGaps {
    var result = TimeGaps(.init(mostRuns: most))
    for start in stride(from: 0, to: times.count, by: piece) {
      var part = TimeGaps(.init(mostRuns: most))
      part.update(block(Array(times[start..<Swift.min(times.count, start + piece)])))
      result.merge(part)
    }
    return result
  }

  private func plain(_ times: [Double]) -> Double {
    let sorted = times.sorted()
    return zip(sorted, sorted.dropFirst()).map { $1 - $0 }.max() ?? 0
  }

  @Test(arguments: [4096, 100, 7, 1], [1, 10, 5000])
  func bound(most: Int, piece: Int) throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<5 {
      var times = (0..<1500).map { _ in (random.unit() * 1e6).rounded() }
      times += [2e6, 3e6]
      times.shuffle(using: &random)
      let found = gaps(times, most: most, piece: piece)
      let longest = try #require(found.longest)
      let wanted = plain(times)
      #expect(longest <= wanted && wanted <= longest + found.error)
      let range = (times.max() ?? 0) - (times.min() ?? 0)
      #expect(found.error <= range / Double(most))
      if most >= 7 { #expect(longest == wanted && found.error == 0) }
    }
  }

  @Test("Times in order, a second apart, with one hour left out")
  func ordered() {
    let times = (0..<86_400).filter { !(30_000..<33_600).contains($0) }.map(Double.init)
    let found = gaps(times, most: 4096, piece: 3_000)
    #expect(found.longest == 3601)
    #expect(found.error == 0)
  }

  @Test("One time has no gap, equal ones a gap of 0")
  func few() {
    #expect(gaps([], most: 9, piece: 1).longest == nil)
    #expect(gaps([5], most: 9, piece: 1).longest == nil)
    #expect(gaps([5, 5], most: 9, piece: 1).longest == 0)
  }
}
