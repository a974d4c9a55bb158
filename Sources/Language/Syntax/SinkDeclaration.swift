/// `sink pager = webhook(url: "https://…", secret: env("PAGER_SECRET"))`
package struct SinkDeclaration: Sendable {
  package let name: Name
  /// A call; its name is the kind of the sink.
  package let value: Expression
  /// The text of `///` comments before it.
  package let documentation: String
  package let span: SourceSpan

  package init(name: Name, value: Expression, documentation: String, span: SourceSpan) {
    self.name = name
    self.value = value
    self.documentation = documentation
    self.span = span
  }
}
