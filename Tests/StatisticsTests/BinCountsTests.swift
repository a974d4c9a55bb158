import Testing

@testable import Statistics

@Suite("Counts of bins")
struct BinCountsTests {
  private func counts(_ values: [Double], _ edges: [Double]) -> [Int] {
    var result = BinCounts(.init(edges: edges))
    result.update(ColumnBlock(numbers: values))
    return result.counts
  }

  @Test("An edge belongs to the bin above it")
  func edges() {
    #expect(counts([0, 1, 1, 1.5, 2, 3], [1, 2]) == [1, 3, 2])
    #expect(counts([-.infinity, .nan, 5, .infinity], [1]) == [0, 1])
    #expect(counts([-0.0, 0], [-0.0]) == [0, 2])
    #expect(counts([3, 4], []) == [2])
  }

  @Test("Every number is in the one bin that holds it", arguments: 1...20 as ClosedRange<UInt64>)
  func plain(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let values = (0..<500).map { _ in Double.random(in: -9...9, using: &random).rounded() / 2 }
    let edges = Set(
      (0..<Int(seed)).map { _ in Double.random(in: -5...5, using: &random).rounded() }
    )
    .sorted()
    let bounds = [-Double.infinity] + edges + [.infinity]
    let wanted = zip(bounds, bounds.dropFirst()).map { low, high in
      values.count { $0 >= low && $0 < high }
    }
    #expect(counts(values, edges) == wanted)
    var sketch = QuantileSketch()
    sketch.insert(values)
    #expect(sketch.counts(edges: edges) == wanted, "as a sketch counts that holds every value")
  }

  @Test("Edges are kept ascending, finite and each once")
  func parameters() {
    let edges = [3, 1, .nan, 2, 1, .infinity]
    #expect(BinCounts.Parameters(edges: edges).edges == [1, 2, 3])
    let many = (0..<20_000).map(Double.init)
    #expect(BinCounts(.init(edges: many)).counts.count == BinCounts.Parameters.mostEdges + 1)
  }

  @Test("A value that is several deciles has a bin of its own")
  func deciles() {
    func edges(_ values: [Double]) -> [Double] {
      var sketch = QuantileSketch()
      sketch.insert(values)
      return sketch.decileEdges
    }
    #expect(edges([]) == [])
    #expect(edges([7, 7, 7]) == [7, 7.0.nextUp])
    #expect(edges((0...10).map(Double.init)) == (1...9).map(Double.init))
    let piled = [Double](repeating: 0, count: 70) + (1...30).map(Double.init)
    let found = edges(piled)
    #expect(found.first == 0 && found.dropFirst().first == 0.0.nextUp)
    #expect(found == found.sorted() && Set(found).count == found.count)
    #expect(edges([.greatestFiniteMagnitude, .greatestFiniteMagnitude]).count == 1)
  }

  @Test("A sketch that has forgotten values counts a bin to within twice its error")
  func error() {
    for name in Streams.names {
      let values = Streams.make(name, 60_000)
      var sketch = QuantileSketch(.init(k: 200))
      sketch.insert(values)
      let edges = sketch.decileEdges
      let bound = 2 * sketch.rankError * Double(values.count)
      for (found, exact) in zip(sketch.counts(edges: edges), counts(values, edges)) {
        #expect(Double(abs(found - exact)) <= bound, "\(name)")
      }
    }
  }
}
