/// `columns { … }`
package struct ColumnsDeclaration: Sendable {
  package let severity: SeverityLiteral?
  package let entries: [ColumnsEntry]
  package let span: SourceSpan

  package init(severity: SeverityLiteral?, entries: [ColumnsEntry], span: SourceSpan) {
    self.severity = severity
    self.entries = entries
    self.span = span
  }
}

package struct ColumnsEntry: Sendable {
  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package enum Kind: Sendable {
    case noMissingColumns
    case noExtraColumns
    case baselineOrder
    case checks(ColumnSelector, [ColumnCheck])
  }
}

package enum ColumnSelector: Sendable {
  /// A column's name, or that of a `let` set.
  case path(Path)
  /// `"history_*"`
  case glob(StringLiteral)
  /// A `.regex` expression.
  case regex(Expression)
  case allColumns(SourceSpan)

  package var span: SourceSpan {
    switch self {
    case .path(let path): path.span
    case .glob(let literal): literal.span
    case .regex(let expression): expression.span
    case .allColumns(let span): span
    }
  }
}

/// One check of an entry: a type, a flag, a bound on values, or a metric with its column left out.
package struct ColumnCheck: Sendable {
  /// `integral`, `complete`, `drift`, `quantile(0.99)`; nil where a bound stands alone.
  package let subject: Subject?
  package let bound: Bound?
  package let tolerance: Tolerance?
  package let severity: SeverityLiteral?
  package let alias: Name?
  package let suggested: Suggested?
  package let span: SourceSpan

  package init(
    subject: Subject?, bound: Bound?, tolerance: Tolerance?, severity: SeverityLiteral?,
    alias: Name?, suggested: Suggested?, span: SourceSpan
  ) {
    self.subject = subject
    self.bound = bound
    self.tolerance = tolerance
    self.severity = severity
    self.alias = alias
    self.suggested = suggested
    self.span = span
  }

  package struct Subject: Sendable {
    package let path: Path
    package let arguments: [Argument]?
    package let span: SourceSpan

    package init(path: Path, arguments: [Argument]?, span: SourceSpan) {
      self.path = path
      self.arguments = arguments
      self.span = span
    }
  }

  package enum Tolerance: Sendable {
    /// `for at least 99.9%`
    case atLeast(NumberLiteral)
    /// `except at most 5 rows`
    case exceptRows(NumberLiteral)
    /// `except at most 1%`
    case exceptShare(NumberLiteral)
  }

  /// `suggested(observed, rows: n)`: the bound was generated and nobody has reviewed it.
  package struct Suggested: Sendable {
    package let arguments: [Argument]
    package let span: SourceSpan

    package init(arguments: [Argument], span: SourceSpan) {
      self.arguments = arguments
      self.span = span
    }
  }
}
