/// `derive tip_share = tip / fare`: a column that is computed for each record.
package struct DeriveDeclaration: Sendable {
  package let name: Name
  package let value: Expression
  package let documentation: String
  package let span: SourceSpan

  package init(name: Name, value: Expression, documentation: String, span: SourceSpan) {
    self.name = name
    self.value = value
    self.documentation = documentation
    self.span = span
  }
}
