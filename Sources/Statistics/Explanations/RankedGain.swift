import RealModule

/// How well the order of some values now keeps to that of a baseline: normalized discounted cumulative
/// gain with the baseline's values as gains (Järvelin and Kekäläinen, 2002).
///
/// DCG = Σ aᵢ / log₂(i + 2) over the baseline's values a in the order of the values now, greatest
/// first; equal ones keep the order in which they are given. Divided by the same of the baseline's
/// own order.
package enum RankedGain {
  /// - Returns: nil where the best order gains nothing.
  /// - Complexity: O(n log n)
  package static func value(now: [Double], baseline: [Double]) -> Double? {
    guard now.count == baseline.count else { return nil }
    let order = now.indices.sorted { (now[$1], $0) < (now[$0], $1) }
    let gain = discounted(order.map { baseline[$0] })
    let best = discounted(baseline.sorted(by: >))
    guard best > 0, gain.isFinite, best.isFinite else { return nil }
    return gain / best
  }

  private static func discounted(_ gains: [Double]) -> Double {
    gains.enumerated().reduce(0) { $0 + $1.element / Double.log2(Double($1.offset + 2)) }
  }
}
