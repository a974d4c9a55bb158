extension Expression {
  /// The expressions right below, in order of the text.
  package var children: [Expression] {
    switch kind {
    case .number, .ratio, .duration, .size, .date, .string, .regex, .boolean, .null, .allColumns,
      .missing:
      []
    case .list(let elements): elements
    case .group(let inner), .negate(let inner), .not(let inner): [inner]
    case .columns(let arguments): arguments.map(\.value)
    case .baseline(let inner): [inner].compactMap(\.self)
    case .call(_, let arguments): (arguments ?? []).map(\.value)
    case .arithmetic(let a, _, let b), .and(let a, let b), .or(let a, let b),
      .range(let a, let b, _), .except(let a, let b):
      [a, b]
    case .bounded(let left, let bound): [left] + bound.children
    case .conditional(let a, let b, let c): [a, b, c]
    }
  }

  /// Shows each expression in this one, itself first, with what it stands in.
  package func visit(_ show: (_ expression: Expression, _ parent: Expression?) -> Void) {
    var rest: [(expression: Expression, parent: Expression?)] = [(self, nil)]
    while let next = rest.popLast() {
      show(next.expression, next.parent)
      for child in next.expression.children.reversed() { rest.append((child, next.expression)) }
    }
  }
}

extension Bound {
  package var children: [Expression] {
    switch kind {
    case .compare(_, let right), .membership(_, let right), .matches(let right): [right]
    case .within(let tolerance, of: let target):
      tolerance.children + target.children
    case .isNull, .isType: []
    }
  }
}

extension Bound.Tolerance {
  fileprivate var children: [Expression] {
    switch self {
    case .ratio(let value), .points(let value), .sigma(let value), .absolute(let value): [value]
    }
  }
}

extension Bound.WithinTarget {
  fileprivate var children: [Expression] {
    switch self {
    case .expression(let value), .lastWindows(let value): [value]
    }
  }
}
