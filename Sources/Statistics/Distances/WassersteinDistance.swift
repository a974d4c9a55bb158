/// How far values must be moved on average to make one sample of the other: Wasserstein-1,
/// ∫ |F − G| dx, in the unit of the values.
///
/// Source: Vallender, "Calculation of the Wasserstein distance between probability distributions on
/// the line" (1974).
package struct WassersteinDistance: Sendable, Equatable {
  /// 0 where a side is empty.
  package let value: Double
  /// From the least value of both sides to the greatest: where each share up to a value is off by at
  /// most e, the distance is by at most e times that, but for what lies outside.
  package let span: Double

  /// - Parameters: distinct values ascending, each with its number.
  /// - Complexity: O(n + m)
  package init(
    _ a: [(value: Double, weight: Int)], _ b: [(value: Double, weight: Int)]
  ) {
    let n = a.reduce(0) { $0 + Double($1.weight) }
    let m = b.reduce(0) { $0 + Double($1.weight) }
    var (distance, span) = (0.0, 0.0)
    var (below, above) = (0.0, 0.0)
    var (i, j) = (0, 0)
    var last: Double?
    while n > 0, m > 0, i < a.count || j < b.count {
      let value = Swift.min(
        i < a.count ? a[i].value : .infinity, j < b.count ? b[j].value : .infinity)
      if let last {
        span += value - last
        distance += (below / n - above / m).magnitude * (value - last)
      }
      last = value
      if i < a.count, a[i].value == value {
        below += Double(a[i].weight)
        i += 1
      }
      if j < b.count, b[j].value == value {
        above += Double(b[j].weight)
        j += 1
      }
    }
    self.value = distance
    self.span = span
  }
}
