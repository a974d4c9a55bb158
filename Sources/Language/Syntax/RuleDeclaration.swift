package struct RuleDeclaration: Sendable {
  package let name: Name
  package let title: StringLiteral?
  package let clauses: [RuleClause]
  /// No clause is missing for a mistake in it.
  package let isWhole: Bool
  package let documentation: String
  package let span: SourceSpan

  package init(
    name: Name, title: StringLiteral?, clauses: [RuleClause], isWhole: Bool,
    documentation: String, span: SourceSpan
  ) {
    self.name = name
    self.title = title
    self.clauses = clauses
    self.isWhole = isWhole
    self.documentation = documentation
    self.span = span
  }
}

package struct RuleClause: Sendable {
  package let kind: Kind
  /// The mark of a generated bound, behind an `expect` or an `alert`.
  package let suggested: ColumnCheck.Suggested?
  package let span: SourceSpan

  package init(_ kind: Kind, suggested: ColumnCheck.Suggested? = nil, _ span: SourceSpan) {
    self.kind = kind
    self.suggested = suggested
    self.span = span
  }

  package enum Kind: Sendable {
    /// `for each numeric column c in SET`
    indirect case forEach(type: Name?, variable: Name, set: Expression?)
    case by([Name], atMost: NumberLiteral, atLeastRows: NumberLiteral?)
    case `where`(Expression)
    case expect(Expression, else: SeverityLiteral?)
    indirect case alert(AlertClause)
    case message(StringLiteral)
    case runbook(StringLiteral)
    case owner(StringLiteral)
    case notify([Name])
    case tags([Tag])
    case defaults(DefaultClause)
  }
}

/// `alert critical when E for 2 of 3 windows until < X`
package struct AlertClause: Sendable {
  package enum Until: Sendable {
    case expression(Expression)
    /// `until < X` repeats the left side of the condition.
    case bound(Bound)
  }

  package let severity: SeverityLiteral?
  package let condition: Expression
  package let persistence: Persistence?
  package let until: Until?
  package let untilPersistence: Persistence?

  package init(
    severity: SeverityLiteral?, condition: Expression, persistence: Persistence?, until: Until?,
    untilPersistence: Persistence?
  ) {
    self.severity = severity
    self.condition = condition
    self.persistence = persistence
    self.until = until
    self.untilPersistence = untilPersistence
  }
}

/// `for N of M windows`; `for N windows` has no `of`.
package struct Persistence: Sendable {
  package let count: NumberLiteral
  package let of: NumberLiteral?
  package let span: SourceSpan

  package init(count: NumberLiteral, of: NumberLiteral?, span: SourceSpan) {
    self.count = count
    self.of = of
    self.span = span
  }
}
