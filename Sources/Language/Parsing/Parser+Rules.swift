extension Parser {
  package static let ruleClauses = [
    "for", "by", "where", "expect", "alert", "message", "runbook", "owner", "notify", "tags",
    "severity", "mode", "on", "needs",
  ]

  mutating func rule() -> Declaration? {
    let start = current.span.start
    return rule(from: start, documentation(), "rule").map { .rule($0) }
  }

  /// Stands on `rule`; an override has no title.
  mutating func rule(
    from start: Int, _ documentation: String, _ heading: String
  ) -> RuleDeclaration? {
    advance()
    let before = diagnostics.count
    guard let name = declaredName("the rule's name") else { return nil }
    let title = heading == "rule" ? optionalString() : nil
    let what = "`\(heading) \(name.text)`"
    guard
      let clauses = body(
        of: what, from: start, keywords: Self.ruleClauses, clause: { $0.ruleClause(what) })
    else { return nil }
    return RuleDeclaration(
      name: name, title: title, clauses: clauses, isWhole: diagnostics.count == before,
      documentation: documentation, span: span(from: start))
  }

  private mutating func ruleClause(_ what: String) -> RuleClause? {
    let start = current.span.start
    let kind: RuleClause.Kind?
    guard current.kind == .word else {
      reportUnknownClause(of: what, keywords: Self.ruleClauses)
      return nil
    }
    switch current.text {
    case "for": kind = forEach()
    case "by": kind = by()
    case "where":
      advance()
      kind = .where(expression())
    case "expect": kind = expect()
    case "alert": kind = alert()
    case "message":
      advance()
      kind = string("the message, in quotes").map { .message($0) }
    case "runbook":
      advance()
      kind = string("the runbook's address, in quotes").map { .runbook($0) }
    case "owner":
      advance()
      kind = string("the owner, in quotes").map { .owner($0) }
    case "notify": kind = notify()
    case "tags": kind = tags().map { .tags($0) }
    case "severity", "mode", "on", "needs": kind = defaultClause().map { .defaults($0) }
    default:
      reportUnknownClause(of: what, keywords: Self.ruleClauses)
      return nil
    }
    var suggested: ColumnCheck.Suggested?
    switch kind {
    case .expect, .alert: suggested = self.suggested()
    default: break
    }
    return kind.map { RuleClause($0, suggested: suggested, span(from: start)) }
  }

  /// `for each numeric column c in SET`
  private mutating func forEach() -> RuleClause.Kind? {
    advance()
    if current.kind == .number {
      reportExpected(
        "`each`", notes: ["`for N windows` stands directly after the condition of an `alert`"])
      return nil
    }
    guard expectWords("each") else { return nil }
    var type: Name?
    let first = current
    // `for each column column in SET`: the variable is called `column`.
    let isVariable = first.text == "column" && isWord("in", 2) && lexeme(3).kind != .sign
    if first.kind == .word, isWord("column", 1), !isVariable {
      advance()
      type = Name(first.text, first.span)
    }
    guard expectWords("column"), let variable = declaredName("the name of the loop's variable")
    else { return nil }
    let set = takeWord("in") ? expression() : nil
    return .forEach(type: type, variable: variable, set: set)
  }

  private mutating func atMostNumber() -> Bool {
    isWords("at", "most") && lexeme(2).kind == .number
  }

  /// `by region, zone at most 50, at least 200 rows`
  private mutating func by() -> RuleClause.Kind? {
    advance()
    var names: [Name] = []
    repeat {
      guard let name = name("a column") else { return nil }
      names.append(name)
    } while takeSign(",") && !atMostNumber()
    guard isWord("at") else {
      reportExpected(
        "`at most N`",
        notes: ["a rule says how many segments it may have, so that its memory is known"])
      return nil
    }
    guard expectWords("at", "most"), let most = number("the number of segments at most")
    else { return nil }
    var least: NumberLiteral?
    if isSign(","), isWord("at", 1), isWord("least", 2) {
      advance()
      guard expectWords("at", "least"), let rows = number("a number of rows"),
        expectWords("rows")
      else { return nil }
      least = rows
    }
    return .by(names, atMost: most, atLeastRows: least)
  }

  private mutating func expect() -> RuleClause.Kind? {
    advance()
    let condition = expression()
    let severity = takeWord("else") ? severity() : nil
    return .expect(condition, else: severity)
  }

  private mutating func alert() -> RuleClause.Kind? {
    advance()
    let severity = isWord("when") ? nil : severity(otherwise: "`when`")
    guard !isRecovering, expectWords("when") else { return nil }
    let condition = expression()
    let persistence = persistence()
    var until: AlertClause.Until?
    var untilPersistence: Persistence?
    if !isRecovering, takeWord("until") {
      if current.kind == .sign, startsBound() {
        depth = 0
        operators = 0
        until = bound(of: nil).map { .bound($0) }
      } else {
        until = .expression(expression())
      }
      untilPersistence = self.persistence()
    }
    return .alert(
      AlertClause(
        severity: severity, condition: condition, persistence: persistence, until: until,
        untilPersistence: untilPersistence))
  }

  /// `for 3 windows`, `for 2 of 3 windows`
  private mutating func persistence() -> Persistence? {
    guard !isRecovering, isWord("for"), [.number, .duration].contains(lexeme(1).kind)
    else { return nil }
    let start = current.span.start
    advance()
    guard let count = number("a number of windows") else { return nil }
    var total: NumberLiteral?
    if takeWord("of") {
      guard let number = number("a number of windows") else { return nil }
      total = number
    }
    guard expectWords("windows") else { return nil }
    return Persistence(count: count, of: total, span: span(from: start))
  }

  private mutating func notify() -> RuleClause.Kind? {
    advance()
    var names: [Name] = []
    repeat {
      guard let name = name("the name of a sink") else { return nil }
      names.append(name)
    } while takeSign(",")
    return .notify(names)
  }
}
