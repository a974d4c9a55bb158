import Language

// MARK: Numbers that metrics build over their columns

extension RowExpression {
  package static func + (a: RowExpression, b: RowExpression) -> RowExpression {
    a.arithmetic(.add, b)
  }
  package static func - (a: RowExpression, b: RowExpression) -> RowExpression {
    a.arithmetic(.subtract, b)
  }
  package static func * (a: RowExpression, b: RowExpression) -> RowExpression {
    a.arithmetic(.multiply, b)
  }
  /// Null where `b` is 0.
  package static func / (a: RowExpression, b: RowExpression) -> RowExpression {
    a.arithmetic(.divide, b)
  }
  package static prefix func - (a: RowExpression) -> RowExpression { a.numeric(.negate(a.term)) }

  package static func - (a: Double, b: RowExpression) -> RowExpression { b.constant(a) - b }
  package static func * (a: Double, b: RowExpression) -> RowExpression { b.constant(a) * b }

  /// The distance from 0.
  package var magnitude: RowExpression { apply(.abs) }
  /// Null where it is not above 0.
  package var naturalLogarithm: RowExpression { apply(.ln) }

  package func greatest(_ other: RowExpression) -> RowExpression { apply(.greatest, other) }

  package func clamped(_ low: Double, _ high: Double) -> RowExpression {
    apply(.clamp, constant(low), constant(high))
  }

  /// Null where the condition is not known.
  package static func choose(
    _ condition: RowExpression, then a: RowExpression, else b: RowExpression
  ) -> RowExpression {
    a.numeric(.conditional(condition.term, then: a.term, else: b.term))
  }

  /// A constant in the place of the expression.
  package func constant(_ value: Double) -> RowExpression {
    RowExpression(Term(.constant(.number(value)), .number, .given, term.span))
  }

  /// The expression where another has a value, null elsewhere.
  package func whereKnown(_ other: RowExpression) -> RowExpression {
    whereTrue(
      RowExpression(Term(.isNull(other.term, negated: true), .boolean, .row, term.span)))
  }

  /// The expression where a condition holds, null elsewhere.
  package func whereTrue(_ condition: RowExpression) -> RowExpression {
    let null = RowExpression(Term(.constant(.null), .cell, .given, term.span))
    return .choose(condition, then: self, else: null)
  }

  package func isEqual(to value: Double) -> RowExpression {
    compare(.equal, value)
  }

  package func isAtLeast(_ value: Double) -> RowExpression {
    compare(.greaterOrEqual, value)
  }

  private func compare(_ op: ComparisonOperator, _ value: Double) -> RowExpression {
    RowExpression(Term(.compare(term, op, constant(value).term), .boolean, .row, term.span))
  }

  private func arithmetic(_ op: ArithmeticOperator, _ other: RowExpression) -> RowExpression {
    numeric(.arithmetic(term, op, other.term))
  }

  private func apply(_ function: ScalarFunction, _ others: RowExpression...) -> RowExpression {
    numeric(.function(function, [term] + others.map(\.term)))
  }

  private func numeric(_ kind: Term.Kind) -> RowExpression {
    RowExpression(Term(kind, .number, .row, term.span))
  }
}
