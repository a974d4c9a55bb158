/// `waive RULE for PREDICATE until DATE because "…" owner "…"`
package struct WaiveDeclaration: Sendable {
  /// `accuracy`, or `columns.COLUMN.CHECK`.
  package let rule: Path
  /// Over the rule's loop variable and segments; nil for all of its verdicts.
  package let condition: Expression?
  /// The moment at which it ends: seconds since 1970-01-01T00:00:00Z.
  package let until: NumberLiteral
  package let because: StringLiteral
  package let owner: StringLiteral
  package let documentation: String
  package let span: SourceSpan

  package init(
    rule: Path, condition: Expression?, until: NumberLiteral, because: StringLiteral,
    owner: StringLiteral, documentation: String, span: SourceSpan
  ) {
    self.rule = rule
    self.condition = condition
    self.until = until
    self.because = because
    self.owner = owner
    self.documentation = documentation
    self.span = span
  }
}
