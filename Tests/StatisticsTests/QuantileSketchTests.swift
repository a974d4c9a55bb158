import Testing

@testable import Statistics

@Suite("The quantile sketch")
struct QuantileSketchTests {
  private func sketch(_ values: [Double], k: Int = 2048, block: Int = 4096) -> QuantileSketch {
    var result = QuantileSketch(.init(k: k))
    for start in stride(from: 0, to: values.count, by: block) {
      result.update(ColumnBlock(numbers: Array(values[start..<min(start + block, values.count)])))
    }
    return result
  }

  @Test("equals the plain one item for item", arguments: Streams.names)
  func items(name: String) {
    for count in [0, 1, 2049, 2050, 2051, 3333, 50_000] {
      let values = Streams.make(name, count)
      #expect(sketch(values, block: 1 + count / 7).levels == PlainSketch(values).levels)
    }
    for k in [1, 2, 5, 100] {
      let values = Streams.make(name, 5000, seed: 2)
      #expect(sketch(values, k: k).levels == PlainSketch(values, k: Double(k)).levels)
    }
  }

  @Test("keeps negative zeros where a stable sort leaves them")
  func negativeZeros() {
    var random = SplitMix64(seed: 9)
    let choice = [0.0, -0.0, 1, -1]
    let values = (0..<9000).map { _ in choice[Int.random(in: 0..<4, using: &random)] }
    let bits = { (levels: [[Double]]) in levels.map { $0.map(\.bitPattern) } }
    #expect(bits(sketch(values).levels) == bits(PlainSketch(values).levels))
  }

  /// The largest error of a rank, as a share, over all values of the stream.
  private func worstRank(_ sketch: QuantileSketch, _ values: [Double]) -> Double {
    let sorted = values.sorted()
    var worst = 0.0
    let steps = sketch.cumulative
    var step = 0
    for (index, value) in sorted.enumerated() {
      if index + 1 < sorted.count, sorted[index + 1] == value { continue }
      while step < steps.count, steps[step].value <= value { step += 1 }
      let rank = step == 0 ? 0 : steps[step - 1].weight
      worst = max(worst, Double(abs(rank - (index + 1))) / Double(sorted.count))
    }
    return worst
  }

  @Test("is within the stated error in one shard and in seven", arguments: Streams.names)
  func rankError(name: String) {
    for (k, count) in [(2048, 60_000), (200, 60_000), (64, 20_000)] {
      let values = Streams.make(name, count, seed: 3)
      let one = sketch(values, k: k)
      #expect(!one.isExact && one.count == count)
      #expect(worstRank(one, values) <= one.rankError, "k \(k)")
      var merged = QuantileSketch(.init(k: k))
      for shard in 0..<7 {
        merged.merge(
          sketch(Array(values[shard * count / 7..<(shard + 1) * count / 7]), k: k))
      }
      #expect(merged.count == count)
      #expect(worstRank(merged, values) <= merged.rankError, "k \(k), merged")
    }
  }

  /// Values in pieces, those of each counted first.
  private func counted(_ values: [Double], k: Int, pieces: Int) -> QuantileSketch {
    var result = QuantileSketch(.init(k: k))
    for piece in 0..<pieces {
      let part = values[piece * values.count / pieces..<(piece + 1) * values.count / pieces]
      var sketch = QuantileSketch(.init(k: k))
      sketch.update(Column(numbers: Array(part)).counted)
      result.merge(sketch)
    }
    return result
  }

  @Test("is within the stated error where values were counted first", arguments: Streams.names)
  func countedFirst(name: String) {
    for (k, count) in [(2048, 60_000), (200, 60_000), (64, 20_000)] {
      let all = Streams.make(name, count, seed: 5)
      let spread = (all.max() ?? 0) - (all.min() ?? 0)
      // As they are, on a grid of some values, and with one value in most rows.
      let grid = all.map { spread > 0 ? ($0 / spread * 500).rounded() : $0 }
      let mostlyZero = all.enumerated().map { $0.offset % 10 < 7 ? 0 : $0.element }
      for values in [all, grid, mostlyZero] {
        for pieces in [1, 7, 40] {
          let sketch = counted(values, k: k, pieces: pieces)
          #expect(sketch.count == count)
          #expect(worstRank(sketch, values) <= sketch.rankError, "k \(k), \(pieces) pieces")
        }
      }
    }
  }

  @Test("has no error over few values that were counted first")
  func countedFew() {
    let values = Streams.make("few distinct", 90_000)
    let sketch = counted(values, k: 2048, pieces: 1)
    #expect(!sketch.isExact && worstRank(sketch, values) == 0)
  }

  @Test("interpolates as numpy does while exact, and gives an item afterwards")
  func quantiles() {
    #expect(sketch([]).quantile(0.5) == nil)
    let small = sketch([4, 1, 3, 2])
    #expect(small.quantile(0) == 1 && small.quantile(1) == 4)
    #expect(small.quantile(0.5) == 2.5 && small.quantile(0.25) == 1.75)
    #expect(small.quantile(-0.1) == nil && small.quantile(.nan) == nil)
    let values = Streams.make("uniform", 30_000)
    let large = sketch(values)
    for q in stride(from: 0, through: 1, by: 0.05) {
      let item = large.quantile(q) ?? .nan
      #expect(values.contains(item))
      #expect(abs(Double(large.rank(of: item)) / 30_000 - q) <= 1.0 / 30 + large.rankError)
    }
  }

  @Test("counts ten bins as the service does")
  func buckets() {
    let values = Streams.make("sawtooth", 20_000)
    let sketch = sketch(values)
    let bins = sketch.buckets(low: 0, high: 996)
    #expect(bins.reduce(0, +) == 20_000)
    let weighted = sketch.levels.enumerated().flatMap { level, items in
      items.map { ($0, 1 << level) }
    }
    let edges = (0...10).map { 0 + (996.0 - 0) * Double($0) / 10.0 }
    for bin in 0..<10 {
      let inside = weighted.filter {
        edges[bin] <= $0.0 && ($0.0 < edges[bin + 1] || (bin == 9 && $0.0 <= edges[10]))
      }
      #expect(bins[bin] == inside.reduce(0) { $0 + $1.1 })
    }
    #expect(self.sketch([5, 5, 5]).buckets(low: 5, high: 5) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
    #expect(sketch.buckets(low: .nan, high: 1).allSatisfy { $0 == 0 })
  }

  @Test("takes number cells alone")
  func cells() {
    var sketch = QuantileSketch()
    sketch.update(ColumnBlock(text: ["1", nil, "x", "true", "2.5", "2024-01-01", "1e999"]))
    #expect(sketch.levels == [[1, 2.5]])
    sketch.update(ColumnBlock(numbers: [.infinity, .nan, 3]))
    #expect(sketch.levels == [[1, 2.5, 3]])
  }

  @Test("comes back from the levels of a file, whatever they hold")
  func levels() {
    let sketch = sketch(Streams.make("uniform", 9000))
    let back = QuantileSketch(levels: sketch.levels, k: 2048, c: 0.64)
    #expect(back.count == 9000 && back.sortedItems.map(\.value) == sketch.sortedItems.map(\.value))
    #expect(QuantileSketch(levels: [], k: 0, c: .nan).count == 0)
    #expect(QuantileSketch(levels: [[.nan, 1]], k: 8, c: 2).levels == [[1]])
    let tall = QuantileSketch(levels: [[Double]](repeating: [1, 2], count: 99), k: 8, c: 0.5)
    #expect(tall.levels.count == 48 && tall.quantile(0.5) == 1)
    var both = tall
    both.merge(tall)
    both.merge(both)
    both.update(ColumnBlock(numbers: Streams.make("uniform", 1000)))
    #expect(both.levels.count == 48)
  }

  @Test("measures the distance of two samples with ties and weights")
  func distance() {
    let a = sketch([1, 1, 2, 3])
    let b = sketch([1, 2, 2, 2, 4])
    // F_a: 1/2, 3/4, 1, 1; F_b: 1/5, 4/5, 4/5, 1.
    #expect(abs(QuantileSketch.kolmogorovSmirnov(a, b) - 0.3) < 1e-15)
    #expect(QuantileSketch.kolmogorovSmirnov(a, a) == 0)
    #expect(QuantileSketch.kolmogorovSmirnov(sketch([1, 2]), sketch([3])) == 1)
    #expect(QuantileSketch.kolmogorovSmirnov(sketch([]), b) == 0)
    let values = Streams.make("uniform", 40_000, seed: 4)
    let others = values.map { $0 * $0 }
    // sup |x − √x| = 1/4.
    let distance = QuantileSketch.kolmogorovSmirnov(sketch(values), sketch(others))
    #expect(abs(distance - 0.25) < 0.03)
  }
}
