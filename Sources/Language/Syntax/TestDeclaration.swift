/// `test "title" { given … then … }`: data that a rule is to judge, and what it must say of them.
package struct TestDeclaration: Sendable {
  package let title: StringLiteral
  package let clauses: [TestClause]
  /// No clause was left out for a mistake in it.
  package let isWhole: Bool
  package let documentation: String
  package let span: SourceSpan

  package init(
    title: StringLiteral, clauses: [TestClause], isWhole: Bool, documentation: String,
    span: SourceSpan
  ) {
    self.title = title
    self.clauses = clauses
    self.isWhole = isWhole
    self.documentation = documentation
    self.span = span
  }
}

package struct TestClause: Sendable {
  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package enum Kind: Sendable {
    /// `given rows """csv"""`
    case rows(StringLiteral)
    /// `given "file"`
    case file(StringLiteral)
    /// `given series mae: 38 38 _ 45x3`
    case series(Expression, [SeriesPoint])
    /// `against "baseline folder"`
    case against(StringLiteral)
    /// `against rows """csv"""`
    case againstRows(StringLiteral)
    case then(TestExpectation)
    /// `then others pass`
    case othersPass
  }
}

/// `45x3`: a value for so many windows, one after the other.
package struct SeriesPoint: Sendable {
  /// Nil for `_`, a window without a value.
  package let value: Double?
  package let count: Int
  package let span: SourceSpan

  package init(value: Double?, count: Int, span: SourceSpan) {
    self.value = value
    self.count = count
    self.span = span
  }
}

package enum TestOutcome: String, Sendable, CaseIterable {
  case violated, passes, unknown
  /// Violated in as many windows as `for N windows` asks for, and not yet released by `until`.
  case fires
  /// Violated, and not yet in as many windows.
  case pending
}

/// `RULE violated for VAR == … in window N`
package struct TestExpectation: Sendable {
  package let rule: Path
  package let outcome: TestOutcome
  /// Over the rule's loop variable and segments; nil for all of its verdicts.
  package let condition: Expression?
  /// From 1; nil for all windows.
  package let window: NumberLiteral?

  package init(
    rule: Path, outcome: TestOutcome, condition: Expression?, window: NumberLiteral?
  ) {
    self.rule = rule
    self.outcome = outcome
    self.condition = condition
    self.window = window
  }
}
