extension RankedQueries {
  /// A mean over queries.
  package struct Mean: Sendable, Equatable {
    package let value: Double
    /// Three standard errors where queries were sampled (99.7% of samples are nearer); 0 where all
    /// were seen.
    package let error: Double
    /// Queries for which the measure is defined.
    package let queries: Int
  }

  /// The mean of a measure over the queries for which it is defined; nil where there is none.
  /// - Complexity: O(n log n) in the rows.
  package func mean(of measure: (RankedQuery) -> Double?) -> Mean? {
    let sorted = rows.sorted(by: Row.precedes)
    var start = 0
    var sum = DoubleDouble.zero
    var squares = DoubleDouble.zero
    var count = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].query == sorted[start].query { end += 1 }
      if let value = measure(RankedQuery(sorted[start..<end])) {
        sum = sum + DoubleDouble(value)
        squares = squares + DoubleDouble(product: value, value)
        count += 1
      }
      start = end
    }
    guard count > 0 else { return nil }
    let n = Double(count)
    let mean = (sum / n).value
    guard !isExact else { return Mean(value: mean, error: 0, queries: count) }
    let spread = Swift.max(0, (squares / n).value - mean * mean)
    // A sample of one says nothing of how far others are.
    let error = count > 1 ? 3 * (spread / (n - 1)).squareRoot() : 1
    return Mean(value: mean, error: error, queries: count)
  }
}
