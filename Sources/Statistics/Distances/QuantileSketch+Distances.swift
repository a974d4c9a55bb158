extension QuantileSketch {
  /// The two-sample Kolmogorov–Smirnov distance: sup |F_a − F_b| over all values, each item with
  /// its weight and multiplicity; 0 up to 1; 0 where a side is empty. Off by at most the sum of
  /// both sketches' `rankError`.
  /// - Complexity: O(n log n) in the items of the sketches.
  package static func kolmogorovSmirnov(_ a: QuantileSketch, _ b: QuantileSketch) -> Double {
    let left = a.sortedItems
    let right = b.sortedItems
    let totals = (Double(a.count), Double(b.count))
    guard totals.0 > 0, totals.1 > 0 else { return 0 }
    var (i, j) = (0, 0)
    var (below, above) = (0.0, 0.0)
    var largest = 0.0
    while i < left.count, j < right.count {
      let value = Swift.min(left[i].value, right[j].value)
      if left[i].value == value {
        below += Double(left[i].weight)
        i += 1
      }
      if right[j].value == value {
        above += Double(right[j].weight)
        j += 1
      }
      largest = Swift.max(largest, (below / totals.0 - above / totals.1).magnitude)
    }
    // Where one side ends, its share is 1 and the other's only comes nearer.
    return largest
  }
}
