import RealModule

/// The allowance for chance that the `robust` comparison subtracts from a distance.
///
/// Source: Deequ's `Distance`, with c(α) = 1.8 for α = 0.003 of the two-sample Kolmogorov–Smirnov
/// test (c(α) = √(−ln(α/2)/2)); the service's `Robust` method uses the same.
package enum RobustCorrection {
  /// 1.8·√((n+m)/(n·m)) for samples of `n` and `m` items; infinite where one is empty.
  package static func value(_ n: Double, _ m: Double) -> Double {
    guard n > 0, m > 0 else { return .infinity }
    return 1.8 * Double.sqrt((n + m) / (n * m))
  }

  package static func value(_ n: Int, _ m: Int) -> Double { value(Double(n), Double(m)) }
}
