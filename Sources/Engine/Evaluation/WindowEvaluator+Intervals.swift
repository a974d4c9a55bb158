import Language

/// Confidence intervals of what is made of values that have one: signs, absolute values, sums and
/// differences, and multiples. What else is made of them has none.
extension WindowEvaluator {
  /// Within its interval where it has one; just itself where no sample could have changed it.
  private func spread(_ term: Term, _ outcome: Outcome) -> Spread? {
    guard let value = outcome.value.number, value.isFinite else { return nil }
    if let interval = outcome.value.interval { return Spread(value, interval) }
    return term.allMetricCalls.isEmpty ? Spread(value, value...value) : nil
  }

  func interval(
    of a: (term: Term, outcome: Outcome), _ op: ArithmeticOperator,
    _ b: (term: Term, outcome: Outcome)
  ) -> ClosedRange<Double>? {
    guard a.outcome.value.interval != nil || b.outcome.value.interval != nil,
      let x = spread(a.term, a.outcome), let y = spread(b.term, b.outcome)
    else { return nil }
    switch op {
    case .add: return x.plus(y, areIndependent: areIndependent(a.term, b.term))
    case .subtract: return x.plus(y.negated, areIndependent: areIndependent(a.term, b.term))
    case .multiply:
      return y.isExact ? x.times(y.value) : x.isExact ? y.times(x.value) : nil
    case .divide: return y.isExact && y.value != 0 ? x.divided(by: y.value) : nil
    }
  }

  /// Whether the one is of the data alone and the other of the baseline alone, or of neither.
  private func areIndependent(_ a: Term, _ b: Term) -> Bool {
    let (x, y) = (a.metricCalls, b.metricCalls)
    return (x.data.isEmpty || y.data.isEmpty) && (x.baseline.isEmpty || y.baseline.isEmpty)
  }
}

/// A value with the ends of its confidence interval.
struct Spread {
  let value: Double
  let low: Double
  let high: Double

  init(_ value: Double, _ interval: ClosedRange<Double>) {
    (self.value, low, high) = (value, interval.lowerBound, interval.upperBound)
  }

  var isExact: Bool { low == high }
  var negated: Spread { Spread(-value, -high ... -low) }

  /// Of a sum. Of independent values the squares of what they may be off by add up (G. Zou and
  /// A. Donner, Construction of confidence limits about effect measures, 2008); else, at worst, both
  /// are off at once.
  func plus(_ other: Spread, areIndependent: Bool) -> ClosedRange<Double>? {
    let reach = { (x: Double, y: Double) in areIndependent ? (x * x + y * y).squareRoot() : x + y }
    let sum = value + other.value
    return Self.range(
      sum - reach(value - low, other.value - other.low),
      sum + reach(high - value, other.high - other.value))
  }

  func times(_ factor: Double) -> ClosedRange<Double>? { Self.range(low * factor, high * factor) }

  func divided(by divisor: Double) -> ClosedRange<Double>? {
    Self.range(low / divisor, high / divisor)
  }

  private static func range(_ a: Double, _ b: Double) -> ClosedRange<Double>? {
    a.isNaN || b.isNaN ? nil : min(a, b)...max(a, b)
  }
}

extension ClosedRange<Double> {
  /// Of the absolute value of what lies in it.
  var magnitude: ClosedRange<Double> {
    let ends = (lowerBound.magnitude, upperBound.magnitude)
    return (contains(0) ? 0 : Swift.min(ends.0, ends.1))...Swift.max(ends.0, ends.1)
  }

  /// Of what lies in it with the opposite sign.
  var negated: ClosedRange<Double> { -upperBound ... -lowerBound }
}
