/// A rule file as it was written: every declaration, every token, every comment.
package struct SyntaxTree: Sendable {
  package let source: SourceFile
  /// All tokens in order, each with the comments and blank lines before it; the last is `.end`.
  package let tokens: [Token]
  package let edition: Edition?
  package let imports: [ImportDeclaration]
  package let declarations: [Declaration]
  /// What the parser found wrong; the rest of the tree stands.
  package let diagnostics: [Diagnostic]
  /// The files that `set(file: …)` names.
  package let setFiles: [StringLiteral]
  /// What came from other files; nil until they are linked.
  package let links: Links?
  /// The file is for others to import: what they read of it is not known from it alone.
  package let isLibrary: Bool

  package init(
    source: SourceFile, tokens: [Token], edition: Edition?, imports: [ImportDeclaration],
    declarations: [Declaration], diagnostics: [Diagnostic],
    setFiles: [StringLiteral] = [], links: Links? = nil, isLibrary: Bool = false
  ) {
    self.source = source
    self.tokens = tokens
    self.edition = edition
    self.imports = imports
    self.declarations = declarations
    self.diagnostics = diagnostics
    self.setFiles = setFiles
    self.links = links
    self.isLibrary = isLibrary
  }
}

package struct Edition: Sendable {
  package let number: Double
  package let span: SourceSpan

  package init(number: Double, span: SourceSpan) {
    self.number = number
    self.span = span
  }
}

package struct ImportDeclaration: Sendable {
  package let path: StringLiteral
  package let span: SourceSpan

  package init(path: StringLiteral, span: SourceSpan) {
    self.path = path
    self.span = span
  }
}

/// A string with its escapes resolved, and where it stands.
package struct StringLiteral: Sendable {
  package let text: String
  package let span: SourceSpan

  package init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// A number (or ratio) literal where the grammar wants one.
package struct NumberLiteral: Sendable {
  package let value: Double
  package let span: SourceSpan

  package init(_ value: Double, _ span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

package enum Declaration: Sendable {
  indirect case monitor(MonitorDeclaration)
  /// `let NAME = EXPR`: a constant, a set, a regex, columns.
  case `let`(NamedExpression)
  case columns(ColumnsDeclaration)
  case rule(RuleDeclaration)
  /// `derive NAME = ROW-EXPR`: a column that is computed for each record.
  case derive(NamedExpression)
  /// `metric NAME = WINDOW-EXPR`: a value that is recorded for each window.
  case metric(NamedExpression)
  indirect case waive(WaiveDeclaration)
  /// `sink NAME = KIND(…)`: whom alerts are told to.
  case sink(NamedExpression)
  /// `define NAME(parameters) = EXPR`: an expression with places to fill in.
  case define(NamedExpression)
  /// `override rule NAME { … }`; gone once files are linked.
  case overrideRule(RuleDeclaration)
  /// `override columns { … }`; gone once files are linked.
  case overrideColumns(ColumnsDeclaration)
  case plugin(PluginDeclaration)
  case test(TestDeclaration)
}
