/// A declaration that gives an expression a name: `let a = 3`, `define f(x) = x > 3`.
package struct NamedExpression: Sendable {
  package let name: Name
  /// What a `define` stands for an expression of.
  package let parameters: [Name]
  package let value: Expression
  /// The text of `///` comments before it.
  package let documentation: String
  package let span: SourceSpan

  package init(
    name: Name, parameters: [Name] = [], value: Expression, documentation: String, span: SourceSpan
  ) {
    self.name = name
    self.parameters = parameters
    self.value = value
    self.documentation = documentation
    self.span = span
  }
}
