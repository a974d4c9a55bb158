import Language

/// A typed expression: names resolved, arguments checked, its stage known. Shared, since rules and their
/// terms are copied often.
package final class Term: Sendable {
  package let kind: Kind
  package let type: ValueType
  package let stage: Stage
  package let span: SourceSpan
  /// The values that it can have, as far as types tell; nil where any number can come out.
  package let interval: Interval?

  package init(
    _ kind: Kind, _ type: ValueType, _ stage: Stage, _ span: SourceSpan, interval: Interval? = nil
  ) {
    self.kind = kind
    self.type = type
    self.stage = stage
    self.span = span
    self.interval = interval
  }

  package enum Kind: Sendable {
    case constant(Value)
    case set(ValueSet)
    case pattern(Pattern)
    case columnSet(ColumnSet)
    case range(Term, Term, closed: Bool)
    case column(String)
    case metric(MetricCall)
    /// A window term over the baseline.
    case baseline(Term)
    /// The standard error of a window term over the baseline.
    case standardError(Term)
    case negate(Term)
    case not(Term)
    case arithmetic(Term, ArithmeticOperator, Term)
    case and(Term, Term)
    case or(Term, Term)
    case compare(Term, ComparisonOperator, Term)
    case member(Term, negated: Bool, Term)
    case within(Term, Closeness, of: Term)
    case matches(Term, Pattern)
    case isNull(Term, negated: Bool)
    case isType(Term, negated: Bool, TypeName)
    /// No syntax of its own: metrics build it.
    case hasFormat(Term, ValueFormat)
    case conditional(Term, then: Term, else: Term)
    case function(ScalarFunction, [Term])
    /// A function of earlier windows.
    case history(HistoryCall)
    /// A diagnostic has been given; whatever reads it stays silent.
    case invalid
  }

  /// How near two numbers must be.
  package enum Closeness: Sendable {
    /// |L − X| ≤ t·|X|
    case relative(Term)
    /// |L − X| ≤ t
    case absolute(Term)
  }

  /// The same term where its name is read.
  func placed(at span: SourceSpan) -> Term {
    Term(kind, type, stage, span, interval: interval)
  }

  package var isInvalid: Bool { if case .invalid = kind { true } else { false } }
  package var constant: Value? { if case .constant(let value) = kind { value } else { nil } }
}

/// When the value of a term is known.
package enum Stage: Int, Sendable, Comparable {
  /// When the window opens.
  case given
  /// For each record.
  case row
  /// From the statistics of the window.
  case window

  package static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }
}

package enum ValueType: String, Sendable {
  case number, duration, bytes, time, string, boolean, regex, range
  case set
  case columnSet = "column set"
  /// A table or a curve, which has no order.
  case structure
  /// A cell, whose type the literal beside it decides.
  case cell

  var isNumeric: Bool {
    self == .number || self == .duration || self == .bytes || self == .time
  }
}

/// A metric with its arguments; shared, since terms are copied often.
package final class MetricCall: Sendable {
  package let metric: any Metric
  package let signature: Signature
  /// Canonical text of the call, with its filter.
  package let key: String
  /// Plain columns that the call reads.
  package let columns: [String]
  /// What it was called with.
  package let arguments: CheckedArguments

  init(
    metric: any Metric, signature: Signature, key: String, columns: [String],
    arguments: CheckedArguments
  ) {
    self.metric = metric
    self.signature = signature
    self.key = key
    self.columns = columns
    self.arguments = arguments
  }
}
