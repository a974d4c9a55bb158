import Language

extension ExpressionChecker {
  /// Reports a time, duration or size where the operator has no use for it.
  mutating func mixed(
    _ left: Term, _ op: ArithmeticOperator, _ right: Term, _ span: SourceSpan
  ) -> Term {
    let isTime = left.type == .time || right.type == .time
    return invalid(
      Diagnostic(
        .wrongType,
        "`\(op.rawValue)` makes nothing of a \(left.type.rawValue) and a \(right.type.rawValue)",
        at: span, label: "a \(right.type.rawValue) on the right",
        secondary: [Diagnostic.Label(left.span, "a \(left.type.rawValue)")],
        notes: isTime
          ? [
            "a time less a time is a duration; a time and a duration, such as `2 days`, give a time"
          ]
          : []))
  }
}

extension ValueType {
  /// What an operator makes of values of two types, all of them numeric or of a cell; nil where it makes
  /// nothing. A plain number may stand for a duration in seconds or a size in bytes.
  static func of(_ a: ValueType, _ op: ArithmeticOperator, _ b: ValueType) -> ValueType? {
    switch op {
    case .add, .subtract: sum(a, op, b)
    case .multiply: product(a, b)
    case .divide: quotient(a, b)
    }
  }

  private static func sum(_ a: ValueType, _ op: ArithmeticOperator, _ b: ValueType) -> ValueType? {
    switch (a, b) {
    case (.time, .time): op == .subtract ? .duration : nil
    case (.time, .cell): op == .subtract ? .duration : .time
    case (.cell, .time): op == .subtract ? .duration : .time
    case (.time, .duration): .time
    case (.duration, .time): op == .add ? .time : nil
    case (.time, _), (_, .time): nil
    // A time and a duration give a time, two numbers a number: the cell tells.
    case (.cell, .duration): .cell
    case (.duration, .cell): op == .add ? .cell : .duration
    case (.duration, .bytes), (.bytes, .duration): nil
    case (.duration, _), (_, .duration): .duration
    case (.bytes, _), (_, .bytes): .bytes
    default: .number
    }
  }

  private static func product(_ a: ValueType, _ b: ValueType) -> ValueType? {
    switch (a, b) {
    case (.time, _), (_, .time), (.duration, .duration), (.bytes, .bytes), (.duration, .bytes),
      (.bytes, .duration):
      nil
    case (.duration, _), (_, .duration): .duration
    case (.bytes, _), (_, .bytes): .bytes
    default: .number
    }
  }

  /// A rate, such as bytes a second, is a number.
  private static func quotient(_ a: ValueType, _ b: ValueType) -> ValueType? {
    switch (a, b) {
    case (.time, _), (_, .time): nil
    case (.duration, .number), (.duration, .cell): .duration
    case (.bytes, .number), (.bytes, .cell): .bytes
    default: .number
    }
  }
}
