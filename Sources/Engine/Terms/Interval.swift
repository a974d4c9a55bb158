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

  /// The values of `a op b`, or nil where infinities or a division by zero leave that open.
  static func combine(_ a: Interval?, _ op: ArithmeticOperator, _ b: Interval?) -> Interval? {
    guard let a, let b else { return nil }
    let corners: [Double]
    switch op {
    case .add: corners = [a.low + b.low, a.high + b.high]
    case .subtract: corners = [a.low - b.high, a.high - b.low]
    case .multiply: corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
    case .divide:
      guard b.low > 0 || b.high < 0 else { return nil }
      corners = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high]
    }
    guard let low = corners.min(), let high = corners.max(), !corners.contains(where: \.isNaN)
    else { return nil }
    return Interval(low, high)
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
