import Language

/// The numbers between two ends, both in.
package struct Interval: Sendable, Equatable {
  package let low: Double
  package let high: Double

  package init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  package init(_ range: ClosedRange<Double>) { self.init(range.lowerBound, range.upperBound) }

  package var isPoint: Bool { low == high }

  static prefix func - (a: Interval) -> Interval { Interval(-a.high, -a.low) }

  /// Every number, the infinities too.
  static let all = Interval(-.infinity, .infinity)

  /// The values of `a op b`, or nil where any number can come out.
  static func combine(_ a: Interval?, _ op: ArithmeticOperator, _ b: Interval?) -> Interval? {
    guard let a, let b else { return nil }
    let corners: [Double]
    switch op {
    case .add: corners = [a.low + b.low, a.high + b.high]
    case .subtract: corners = [a.low - b.high, a.high - b.low]
    case .multiply: corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
    case .divide:
      // A division by 0 is infinite, of the sign of `a`.
      guard b.low >= 0 || b.high < 0 else { return nil }
      let ends = [b.low + 0, b.high]
      corners = ends.flatMap { [a.low / $0, a.high / $0] }
    }
    // 0 · ∞, 0 / 0 and ∞ / ∞ are no values; beside them, what comes near is near 0 or another corner.
    let numbers = corners.map { $0.isNaN ? 0 : $0 }
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    let result = Interval(low, high)
    return result == .all ? nil : result
  }

  /// The values of one of two.
  static func either(_ a: Interval?, _ b: Interval?) -> Interval? {
    guard let a, let b else { return nil }
    return Interval(Swift.min(a.low, b.low), Swift.max(a.high, b.high))
  }

  /// The values that are in both; nil where each can be any.
  static func both(_ a: Interval?, _ b: Interval?) -> Interval? {
    guard let a, let b else { return a ?? b }
    let (low, high) = (Swift.max(a.low, b.low), Swift.min(a.high, b.high))
    return low <= high ? Interval(low, high) : a
  }

  /// Whether `a op b` holds for all values (true), for none (false), or depends (nil).
  static func decide(_ a: Interval, _ op: ComparisonOperator, _ b: Interval) -> Bool? {
    switch op {
    case .less: a.high < b.low ? true : a.low >= b.high ? false : nil
    case .lessOrEqual: a.high <= b.low ? true : a.low > b.high ? false : nil
    case .greater: decide(b, .less, a)
    case .greaterOrEqual: decide(b, .lessOrEqual, a)
    case .equal:
      a.isPoint && a == b ? true : a.high < b.low || b.high < a.low ? false : nil
    case .notEqual: decide(a, .equal, b).map { !$0 }
    }
  }
}

extension Interval: CustomStringConvertible {
  package var description: String { "\(Number.text(low))…\(Number.text(high))" }
}
