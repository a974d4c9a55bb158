import RealModule

/// The regularised incomplete gamma function.
enum IncompleteGamma {
  private static let mostTerms = 100_000

  /// Q(a, x) = Γ(a, x) / Γ(a) for a > 0, from 1 at x = 0 down to 0; NaN for other a or x. To about
  /// 1e-13 of its value for a up to 10⁴.
  ///
  /// The series of 1 − Q where x < a + 1, else the continued fraction by Lentz's method. Source:
  /// NIST Digital Library of Mathematical Functions, 8.7.1 and 8.9.2; Press and others, "Numerical
  /// recipes" (3rd edition, 2007), 6.2.
  /// - Complexity: O(√a) terms near x = a
  static func upper(_ a: Double, _ x: Double) -> Double {
    guard a > 0, a.isFinite, x >= 0 else { return .nan }
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    // x^a · e^−x / Γ(a)
    let scale = Double.exp(a * Double.log(x) - x - Double.logGamma(a))
    return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x)
  }

  /// Σ x^k / (a (a+1) … (a+k))
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var k = 1.0
    while term > sum * Double.ulpOfOne, k < Double(mostTerms) {
      term *= x / (a + k)
      sum += term
      k += 1
    }
    return sum
  }

  /// 1 / (x + 1 − a − 1·(1 − a) / (x + 3 − a − 2·(2 − a) / (x + 5 − a − …)))
  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = Double.leastNormalMagnitude / Double.ulpOfOne
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / (b == 0 ? tiny : b)
    var value = d
    for k in 1...mostTerms {
      let i = Double(k)
      let coefficient = -i * (i - a)
      b += 2
      d = coefficient * d + b
      if d.magnitude < tiny { d = tiny }
      c = b + coefficient / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      let factor = c * d
      value *= factor
      if (factor - 1).magnitude <= Double.ulpOfOne { break }
    }
    return value
  }
}
