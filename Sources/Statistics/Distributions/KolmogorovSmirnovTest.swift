import RealModule

/// The two-sample test of Kolmogorov and Smirnov: whether two samples come from one distribution.
package enum KolmogorovSmirnovTest {
  /// Up to so many pairs of values the probability is exact.
  package static let mostPairs = 1 << 23

  /// The probability of a distance of at least that where they do, for samples without ties; where
  /// values repeat it is too high, never too low. 1 where a sample is empty.
  ///
  /// Exact up to `mostPairs` pairs of values, by counting orders of the two samples; beyond by the
  /// limiting distribution at (√e + 0.12 + 0.11/√e)·D with e = nm/(n+m), in which probabilities
  /// above 0.001 are within a hundredth or so of their value.
  ///
  /// Source: Hodges, "The significance probability of the Smirnov two-sample test" (1958);
  /// Stephens, "Use of the Kolmogorov–Smirnov, Cramér–von Mises and related statistics" (1970).
  /// - Complexity: O(n·m) where exact, else O(1)
  package static func pValue(distance: Double, _ n: Int, _ m: Int) -> Double {
    guard n > 0, m > 0, distance > 0 else { return 1 }
    let (pairs, overflow) = n.multipliedReportingOverflow(by: m)
    if !overflow, pairs <= mostPairs {
      // A distance is a whole number of nm-ths, but for rounding.
      let wanted = (Swift.min(1, distance) * Double(pairs) - 1e-6).rounded(.up)
      return wanted < 1 ? 1 : exact(Int(wanted), n, m)
    }
    let size = Double.sqrt(Double(n) / (Double(n) + Double(m)) * Double(m))
    return limiting((size + 0.12 + 0.11 / size) * distance)
  }

  /// The share of orders of n and m values, as paths from (0, 0) to (n, m), that anywhere leave
  /// |i·m − j·n| < distance.
  private static func exact(_ distance: Int, _ n: Int, _ m: Int) -> Double {
    var shares = (0...m).map { $0 * n >= distance ? 1.0 : 0 }
    for i in 1...n {
      if i * m >= distance { shares[0] = 1 }
      for j in 1...m {
        if (i * m - j * n).magnitude >= distance {
          shares[j] = 1
        } else {
          let step = Double(i) / Double(i + j)
          shares[j] = shares[j] * step + shares[j - 1] * (1 - step)
        }
      }
    }
    return shares[m]
  }

  /// 2·Σ (−1)^(k−1)·e^(−2k²λ²), 1 less than 1e-12 below λ = 0.2.
  private static func limiting(_ lambda: Double) -> Double {
    guard lambda > 0.2 else { return 1 }
    var sum = 0.0
    for k in 1...30 {
      let term = Double.exp(-2 * Double(k * k) * lambda * lambda)
      if term == 0 { break }
      sum += k % 2 == 1 ? term : -term
    }
    return Swift.min(1, Swift.max(0, 2 * sum))
  }
}
