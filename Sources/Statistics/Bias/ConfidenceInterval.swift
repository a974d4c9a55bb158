import RealModule

/// Where a value would lie in 95 of 100 samples as large, by closed forms over counters.
///
/// The delta method: records are independent, so that the variance of a function of counts is the sum
/// of count × slope². Half a record is added to each count first, as Agresti and Caffo have it: without
/// it a share of 0 of 3 would seem certain.
///
/// Source: A. Agresti and B. Caffo, Simple and effective confidence intervals for proportions and
/// differences of proportions (2000); B. Efron, The jackknife, the bootstrap and other resampling plans
/// (1982), chapter 6.
package enum ConfidenceInterval {
  /// The quantile of a normal distribution beyond which 2.5% lie.
  package static let z = 1.959963984540054

  /// The scale on which a value is near normal.
  package enum Scale: Sendable {
    case plain
    /// Of ratios.
    case log
    /// Of divergences, which grow with the square of what they are of.
    case squareRoot

    func apply(_ value: Double) -> Double {
      switch self {
      case .plain: value
      case .log: .log(value)
      case .squareRoot: max(0, value).squareRoot()
      }
    }

    func undo(_ value: Double) -> Double {
      switch self {
      case .plain: value
      case .log: .exp(value)
      case .squareRoot: value * max(0, value)
      }
    }
  }

  /// The interval of a function of counts; nil where it can't be told.
  ///
  /// - Parameters:
  ///   - value: of the counts as they are, which the interval always holds.
  ///   - range: the values that it can have.
  package static func of(
    _ value: Double, _ counts: [Double], scale: Scale, range: ClosedRange<Double>?,
    _ formula: ([Double]) -> Double
  ) -> ClosedRange<Double>? {
    var smoothed = counts.map { $0 + 0.5 }
    let center = scale.apply(formula(smoothed))
    guard center.isFinite, !value.isNaN else { return nil }
    var variance = 0.0
    for index in smoothed.indices {
      let count = smoothed[index]
      // Forward alone: distances have a kink where both sides are alike.
      let step = count * 1e-4
      smoothed[index] = count + step
      let slope = (scale.apply(formula(smoothed)) - center) / step
      smoothed[index] = count
      variance += count * slope * slope
    }
    let reach = z * variance.squareRoot()
    guard reach.isFinite else { return nil }
    return around(
      value, low: scale.undo(center - reach), high: scale.undo(center + reach), range: range)
  }

  /// An interval inside the range that holds the value.
  package static func around(
    _ value: Double, low: Double, high: Double, range: ClosedRange<Double>?
  ) -> ClosedRange<Double> {
    let least = max(low, range?.lowerBound ?? -.infinity)
    let greatest = min(high, range?.upperBound ?? .infinity)
    return min(least, value)...max(greatest, value)
  }
}
