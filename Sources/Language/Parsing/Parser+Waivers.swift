extension Parser {
  /// `waive columns.fare.max for region == "north" until 2027-03-01 because "…" owner "…"`
  mutating func waiver() -> Declaration? {
    let start = current.span.start
    let documentation = documentation()
    advance()
    guard let rule = ruleName() else { return nil }
    var condition: Expression?
    if takeWord("for") { condition = expression() }
    guard expectWords("until"), let until = date("the day on which the waiver ends"),
      expectWords("because"), let because = string("the reason, in quotes"),
      expectWords("owner"), let owner = string("who answers for the waiver, in quotes")
    else { return nil }
    return .waive(
      WaiveDeclaration(
        rule: rule, condition: condition, until: until, because: because, owner: owner,
        documentation: documentation, span: span(from: start)))
  }

  /// A rule's name, or `columns.COLUMN.CHECK`.
  mutating func ruleName() -> Path? {
    guard isWord("columns") else { return path("the name of a rule, or `columns.COLUMN.CHECK`") }
    let start = current.span
    advance()
    var components = [Path.Component.name(Name(start.text, start))]
    while takeSign(".") {
      let next = current
      guard next.kind == .word || next.kind == .quoted else {
        reportExpected("a name after `.`")
        return nil
      }
      advance()
      components.append(.name(Name(next.text, next.span, isQuoted: next.kind == .quoted)))
    }
    return Path(components, span(from: start.start))
  }

  mutating func date(_ what: String) -> NumberLiteral? {
    let literal = current
    guard literal.kind == .date else {
      reportExpected(what, notes: ["a date is written 2027-03-01"])
      return nil
    }
    advance()
    return NumberLiteral(value(of: literal), literal.span)
  }
}
