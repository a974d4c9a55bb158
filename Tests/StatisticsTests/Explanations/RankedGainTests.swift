import Testing

@testable import Statistics

@Suite struct RankedGainTests {
  @Test(
    "Orders against 1, 2, 3, 4, 5",
    arguments: [
      ([2, 1, 3, 4, 5], 0.995734), ([5, 4, 3, 2, 1], 0.722243), ([1, 3, 2, 4, 5], 0.993251),
      ([1, 2, 4, 3, 5], 0.987254), ([2, 3, 1, 4, 5], 0.984718), ([1, 4, 5, 2, 3], 0.863657),
      ([4, 3, 2, 5, 1], 0.862275), ([5, 12, 13, 15, 100], 1),
    ] as [([Double], Double)])
  func orders(now: [Double], wanted: Double) throws {
    let found = try #require(RankedGain.value(now: now, baseline: [1, 2, 3, 4, 5]))
    #expect(abs(found - wanted) < 5e-7)
  }

  @Test("Only the order of the values now counts, and the baseline's own is the best")
  func laws() throws {
    var random = SplitMix64(seed: 5)
    for count in 1...9 {
      let baseline = (0..<count).map { _ in random.unit() }
      let now = (0..<count).map { _ in random.unit() }
      let found = try #require(RankedGain.value(now: now, baseline: baseline))
      #expect(found > 0 && found <= 1 + 1e-15)
      #expect(RankedGain.value(now: now.map { $0 * 3 + 1 }, baseline: baseline) == found)
      #expect(RankedGain.value(now: baseline, baseline: baseline) == 1)
    }
  }

  @Test("Without any gain there is no share of it")
  func undefined() {
    #expect(RankedGain.value(now: [1, 2], baseline: [0, 0]) == nil)
    #expect(RankedGain.value(now: [], baseline: []) == nil)
    #expect(RankedGain.value(now: [1], baseline: [1, 2]) == nil)
    #expect(RankedGain.value(now: [1, 2], baseline: [.nan, 1]) == nil)
  }
}
