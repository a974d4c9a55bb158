extension Parser {
  /// `define NAME(a, b) = EXPR`
  mutating func define() -> Declaration? {
    let start = current.span.start
    let documentation = documentation()
    advance()
    guard let name = declaredName("the name of the definition") else { return nil }
    let opening = current.span
    guard expectSign("(", after: "the name") else { return nil }
    var parameters: [Name] = []
    while !isSign(")"), !isRecovering {
      guard let parameter = declaredName("a parameter") else { return nil }
      if parameters.contains(where: { $0.text == parameter.text }) {
        note(
          Diagnostic(
            .givenTwice, "`\(parameter.text)` is given twice", at: parameter.span,
            notes: ["a parameter has a name of its own"]))
      } else if parameters.count == limits.parameters {
        note(
          Diagnostic(
            .unexpectedToken, "a definition has \(limits.parameters) parameters at most",
            at: parameter.span))
      }
      if parameters.count < limits.parameters { parameters.append(parameter) }
      guard takeSign(",") else { break }
    }
    close(")", opening, "`(`")
    guard !isRecovering, expectSign("=", after: "the parameters") else { return nil }
    let value = expression()
    return .define(
      NamedExpression(
        name: name, parameters: parameters, value: value, documentation: documentation,
        span: span(from: start)))
  }

  /// `override rule NAME { … }`, `override columns { … }`
  mutating func override() -> Declaration? {
    let start = current.span.start
    let documentation = documentation()
    advance()
    if isWord("rule") {
      return rule(from: start, documentation, "override rule").map { .overrideRule($0) }
    }
    if isWord("columns") { return columns(from: start).map { .overrideColumns($0) } }
    reportExpected("`rule` or `columns` after `override`")
    return nil
  }

  /// `plugin "shapes" version 1`
  mutating func plugin() -> Declaration? {
    let start = current.span.start
    let documentation = documentation()
    advance()
    guard let name = string("the plugin's name, in quotes"), expectWords("version"),
      let version = number("the plugin's version, a whole number")
    else { return nil }
    return .plugin(
      PluginDeclaration(
        name: name, version: version, documentation: documentation, span: span(from: start)))
  }
}
