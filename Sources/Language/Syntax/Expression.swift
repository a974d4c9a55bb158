/// An expression as it was written.
package struct Expression: Sendable {
  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package indirect enum Kind: Sendable {
    /// `12`, `1e-3`; the value as a double.
    case number(Double)
    /// `95%`: the decimal point shifted by two places before conversion, so 0.95.
    case ratio(Double)
    /// `15 min`, in seconds.
    case duration(seconds: Double)
    /// `100 MB`, in bytes.
    case size(bytes: Double)
    /// `2027-03-01` or `2027-03-01T10:00:00Z`, in seconds since 1970-01-01T00:00:00Z.
    case date(epochSeconds: Double)
    /// A string with its escapes resolved.
    case string(String)
    /// `/…/imsxu`; the pattern's text begins one byte after the span's start.
    case regex(pattern: String, flags: String)
    case boolean(Bool)
    case null
    case list([Expression])
    case group(Expression)
    case allColumns
    /// `columns("history_*", /re/, numeric, a)`
    case columns([Argument])
    /// The bare word, or `baseline(E)`.
    case baseline(Expression?)
    /// A name or a call: `mae`, `drift(c, method: ks)`, `bias.dpl(…)`, `input.x`, `f[0]`.
    case call(Path, [Argument]?)
    case negate(Expression)
    case not(Expression)
    case arithmetic(Expression, ArithmeticOperator, Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    /// `a...b` (closed) or `a..<b`.
    case range(Expression, Expression, closed: Bool)
    /// `a < b`, `a in b`, `a within …`, `a matches b`, `a is integral`.
    case bounded(Expression, Bound)
    /// `A except B` on column sets.
    case except(Expression, Expression)
    case conditional(Expression, then: Expression, else: Expression)
    /// Where an operand was wanted and none stood; a diagnostic has been given.
    case missing
  }
}

package enum ArithmeticOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
}

package enum ComparisonOperator: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// The right side of a comparison; in `columns { }` it stands without a left side.
package struct Bound: Sendable {
  package let kind: Kind
  /// From the operator to the end of the right operand.
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package indirect enum Kind: Sendable {
    case compare(ComparisonOperator, Expression)
    case membership(negated: Bool, Expression)
    case within(Tolerance, of: WithinTarget)
    case matches(Expression)
    case isNull(negated: Bool)
    /// `is integral`, `is not text`
    case isType(negated: Bool, Name)
  }

  package enum Tolerance: Sendable {
    /// `10%`: relative to the target.
    case ratio(Expression)
    /// `2 points`: 0.02, absolute.
    case points(Expression)
    case sigma(Expression)
    /// Absolute.
    case absolute(Expression)
  }

  package enum WithinTarget: Sendable {
    case expression(Expression)
    /// `last 30 windows`
    case lastWindows(Expression)
  }
}

/// `value` or `label: value` in a call.
package struct Argument: Sendable {
  package let label: Name?
  package let value: Expression

  package init(label: Name?, value: Expression) {
    self.label = label
    self.value = value
  }
}

/// A word, or a name in back-ticks (without them).
package struct Name: Sendable {
  package let text: String
  package let span: SourceSpan
  package let isQuoted: Bool

  package init(_ text: String, _ span: SourceSpan, isQuoted: Bool = false) {
    self.text = text
    self.span = span
    self.isQuoted = isQuoted
  }
}

/// `a`, `bias.dpl`, `input.x`, `f[0]`.
package struct Path: Sendable {
  package enum Component: Sendable {
    case name(Name)
    case index(Int, SourceSpan)
  }

  package let components: [Component]
  package let span: SourceSpan

  package init(_ components: [Component], _ span: SourceSpan) {
    self.components = components
    self.span = span
  }

  /// The components joined as written, without back-ticks.
  package var text: String {
    var result = ""
    for component in components {
      switch component {
      case .name(let name): result += result.isEmpty ? name.text : "." + name.text
      case .index(let index, _): result += "[\(index)]"
      }
    }
    return result
  }

  /// The name, where the path is one name only.
  package var single: Name? {
    if components.count == 1, case .name(let name) = components[0] { name } else { nil }
  }
}
