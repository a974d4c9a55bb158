/// `plugin "name" version 1`: asks for a plugin.
package struct PluginDeclaration: Sendable {
  package let name: StringLiteral
  package let version: NumberLiteral
  package let documentation: String
  package let span: SourceSpan

  package init(
    name: StringLiteral, version: NumberLiteral, documentation: String, span: SourceSpan
  ) {
    self.name = name
    self.version = version
    self.documentation = documentation
    self.span = span
  }
}
