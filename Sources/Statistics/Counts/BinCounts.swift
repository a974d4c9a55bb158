/// How many finite numbers of one column fall in each of the bins (−∞, e₁) [e₁, e₂) … [eₖ, ∞). Exact:
/// order and splits change nothing.
package struct BinCounts: Statistic {
  package static let kind = "bins"

  package struct Parameters: Hashable, Sendable {
    package static let mostEdges = 10_000

    /// Finite, ascending, each once; 10,000 at most.
    package let edges: [Double]

    /// - Parameter edges: in any order; those that are not finite are left out.
    package init(edges: [Double]) {
      var ascending: [Double] = []
      // Adding 0 makes −0 the 0 that it equals.
      for edge in edges.filter(\.isFinite).map({ $0 + 0 }).sorted() where ascending.last != edge {
        ascending.append(edge)
      }
      self.edges = Array(ascending.prefix(Self.mostEdges))
    }
  }

  package let edges: [Double]
  /// One more than edges.
  package private(set) var counts: [Int]

  package init(_ parameters: Parameters) {
    edges = parameters.edges
    counts = [Int](repeating: 0, count: edges.count + 1)
  }

  /// Numbers in all bins together.
  package var total: Int {
    var sum = 0
    for count in counts { sum.tally(count) }
    return sum
  }

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    for number in column.finiteNumbers.values { counts[bin(of: number)].tally(1) }
  }

  /// The number of edges that are at most that.
  private func bin(of number: Double) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Counts over other edges, which no equal request has, are left out.
  package mutating func merge(_ other: BinCounts) {
    guard edges == other.edges else { return }
    for bin in counts.indices { counts[bin].tally(other.counts[bin]) }
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(edges)
    for count in counts { bytes.writeTally(count) }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let edges = try bytes.readDoubles()
    self.init(Parameters(edges: edges))
    guard self.edges == edges else { throw bytes.damaged("edges that no bins have") }
    for bin in counts.indices { counts[bin] = try bytes.readTally() }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    MemoryLayout<BinCounts>.size + 16 * (parameters.edges.count + 1)
  }
}
