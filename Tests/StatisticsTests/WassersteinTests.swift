import Testing

@testable import Statistics

@Suite("The Wasserstein distance")
struct WassersteinTests {
  private func sketch(_ values: [Double], k: Int = 2048) -> QuantileSketch {
    var result = QuantileSketch(.init(k: k))
    result.insert(values)
    return result
  }

  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    WassersteinDistance(sketch(a).sortedItems, sketch(b).sortedItems).value
  }

  private func random(_ count: Int, _ random: inout SplitMix64) -> [Double] {
    (0..<count).map { _ in Double.random(in: -50...50, using: &random).rounded() / 4 }
  }

  @Test("Of samples of one size it is the mean distance of their sorted values")
  func sorted() {
    for seed in 1...50 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 1...300, using: &generator)
      let (a, b) = (random(count, &generator), random(count, &generator))
      let sum = zip(a.sorted(), b.sorted()).reduce(0) { $0 + abs($1.0 - $1.1) }
      #expect(abs(distance(a, b) - sum / Double(count)) < 1e-12)
    }
  }

  @Test("A metric that moves with the values and scales with them")
  func laws() {
    for seed in 1...100 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed)
      let a = random(Int.random(in: 1...200, using: &generator), &generator)
      let b = random(Int.random(in: 1...200, using: &generator), &generator)
      let c = random(Int.random(in: 1...200, using: &generator), &generator)
      #expect(distance(a, a) == 0)
      #expect(distance(a, b) == distance(b, a))
      #expect(distance(a, c) <= distance(a, b) + distance(b, c) + 1e-12)
      #expect(abs(distance(a, a.map { $0 + 8 }) - 8) < 1e-12)
      #expect(abs(distance(a.map { $0 * 4 }, b.map { $0 * 4 }) - 4 * distance(a, b)) < 1e-10)
      let means = a.reduce(0, +) / Double(a.count) - b.reduce(0, +) / Double(b.count)
      #expect(distance(a, b) >= abs(means) - 1e-12)
      let ks = QuantileSketch.kolmogorovSmirnov(sketch(a), sketch(b))
      #expect(
        distance(a, b) <= ks
          * WassersteinDistance(sketch(a).sortedItems, sketch(b).sortedItems).span + 1e-12)
    }
  }

  @Test("Of sketches that have forgotten values, within the ranks' error times the span")
  func error() {
    for name in Streams.names where name != "constant" {
      let (a, b) = (
        Streams.make(name, 30_000), Streams.make(name, 30_000, seed: 2).map { $0 * 1.1 }
      )
      let (x, y) = (sketch(a, k: 256), sketch(b, k: 256))
      let found = WassersteinDistance(x.sortedItems, y.sortedItems)
      let exact = zip(a.sorted(), b.sorted()).reduce(0) { $0 + abs($1.0 - $1.1) } / 30_000
      let span = Swift.max(a.max() ?? 0, b.max() ?? 0) - Swift.min(a.min() ?? 0, b.min() ?? 0)
      #expect(abs(found.value - exact) <= (x.rankError + y.rankError) * span, "\(name)")
    }
  }

  @Test("Counts of categories give the numbers one by one, where all are held")
  func categories() {
    var counts = CategoryCounts()
    counts.update(ColumnBlock(text: ["2", "2.0", "-1e3", "x", nil, "", "+2", "2.5", "NaN"]))
    #expect(counts.numbers?.map(\.value) == [-1000, 2, 2.5])
    #expect(counts.numbers?.map(\.weight) == [1, 3, 1])
    var many = CategoryCounts(.init(budget: 3))
    many.update(ColumnBlock(text: ["1", "2", "3", "4"]))
    #expect(many.numbers == nil)
  }

  @Test("0 where a side is empty")
  func empty() {
    #expect(distance([], [1]) == 0 && distance([1], []) == 0 && distance([], []) == 0)
  }
}
