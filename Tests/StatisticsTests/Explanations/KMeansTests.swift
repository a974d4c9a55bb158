import Testing

@testable import Statistics

@Suite struct KMeansTests {
  @Test(
    "Points that lie far apart fall into groups of their own",
    arguments: 1...5 as ClosedRange<UInt64>)
  func groups(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let points = (0..<90).map { index in
      [Double(index % 3) * 100 + random.unit(), Double(index % 3) * -50 + random.unit()]
    }
    let weights = points.map { _ in 1 + random.unit() }
    let found = KMeans.groups(points, weights: weights, count: 3, seed: seed)
    #expect(Set(found).count == 3)
    for (index, group) in found.enumerated() { #expect(group == found[index % 3]) }
    #expect(found == KMeans.groups(points, weights: weights, count: 3, seed: seed))
  }

  @Test("There are no more groups than points that differ")
  func few() {
    let found = KMeans.groups([[1], [1], [2]], weights: [1, 1, 1], count: 10, seed: 1)
    #expect(found[0] == found[1] && found[0] != found[2])
    #expect(KMeans.groups([], weights: [], count: 3, seed: 1).isEmpty)
    #expect(KMeans.groups([[], []], weights: [1, 1], count: 3, seed: 1) == [0, 0])
  }
}
