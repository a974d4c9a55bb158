extension QuantileSketch {
  /// Edges between bins that hold about a tenth of the values each: the deciles. A value that is
  /// more than one of them has a bin of its own, so that what is piled up there is not lost in a
  /// neighbour.
  package var decileEdges: [Double] {
    var edges: [Double] = []
    for tenth in 1...9 {
      guard let edge = quantile(Double(tenth) / 10) else { return [] }
      if edges.last != edge {
        if edges.last.map({ edge > $0 }) ?? true { edges.append(edge) }
      } else if edge.nextUp.isFinite {
        edges.append(edge.nextUp)
      }
    }
    return edges
  }

  /// Values in the bins (−∞, e₁) [e₁, e₂) … [eₖ, ∞). Each is off by at most 2 · `rankError` of the
  /// values.
  /// - Complexity: O(n log n) in the items
  package func counts(edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count + 1)
    var bin = 0
    for item in sortedItems {
      while bin < edges.count, edges[bin] <= item.value { bin += 1 }
      counts[bin].tally(item.weight)
    }
    return counts
  }
}
