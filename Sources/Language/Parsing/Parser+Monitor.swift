extension Parser {
  package static let monitorClauses = [
    "owner", "baseline", "task", "window", "capture", "attributions", "model", "drift", "tags",
    "lint", "severity", "mode", "on", "needs",
  ]

  mutating func monitor() -> Declaration? {
    let start = current.span.start
    let documentation = documentation()
    advance()
    guard let name = declaredName("the monitor's name") else { return nil }
    let title = optionalString()
    let what = "`monitor \(name.text)`"
    guard
      let clauses = body(
        of: what, from: start, keywords: Self.monitorClauses, clause: { $0.monitorClause(what) })
    else { return nil }
    return .monitor(
      MonitorDeclaration(
        name: name, title: title, clauses: clauses, documentation: documentation,
        span: span(from: start)))
  }

  private mutating func monitorClause(_ what: String) -> MonitorClause? {
    let start = current.span.start
    let kind: MonitorClause.Kind?
    guard current.kind == .word else {
      reportUnknownClause(of: what, keywords: Self.monitorClauses)
      return nil
    }
    switch current.text {
    case "owner":
      advance()
      kind = string("the owner, in quotes").map { .owner($0) }
    case "baseline":
      advance()
      kind = string("the baseline's folder, in quotes").map { .baseline($0) }
    case "task":
      advance()
      kind = .task(topCall())
    case "window": kind = window().map { .window($0) }
    case "capture": kind = capture().map { .capture($0) }
    case "attributions":
      advance()
      kind = .attributions(expression())
    case "model":
      advance()
      kind = .model(topCall())
    case "drift":
      advance()
      kind = .drift(topCall())
    case "tags": kind = tags().map { .tags($0) }
    case "lint": kind = lint().map { .lint($0) }
    case "severity", "mode", "on", "needs": kind = defaultClause().map { .defaults($0) }
    default:
      reportUnknownClause(of: what, keywords: Self.monitorClauses)
      return nil
    }
    return kind.map { MonitorClause($0, span(from: start)) }
  }

  /// A call that is the whole value of a clause or a declaration.
  mutating func topCall() -> Expression {
    depth = 0
    operators = 0
    return call()
  }

  /// `1 day every 1 hour on t, allowed lateness 1 hour, timezone "UTC"`
  private mutating func window() -> WindowClause? {
    advance()
    let length: WindowClause.Length
    var every: Double?
    if current.kind == .number {
      guard let rows = number("a number of rows") else { return nil }
      guard expectWords("rows") else { return nil }
      length = .rows(rows.value)
    } else {
      guard let seconds = duration("a duration, such as `1 day`, or a number of rows")
      else { return nil }
      length = .duration(seconds: seconds)
      if takeWord("every") {
        guard let step = duration("a duration, such as `1 hour`") else { return nil }
        every = step
      }
    }
    var column: Path?
    if isWord("on"), !isOnUnknown() {
      advance()
      guard let path = path("the column that holds the time") else { return nil }
      column = path
    }
    var lateness: Double?
    var timezone: StringLiteral?
    while takeSign(",") {
      let option = current
      if isWord("allowed") {
        guard expectWords("allowed", "lateness"),
          let seconds = duration("a duration, such as `1 hour`")
        else { return nil }
        if lateness != nil { noteTwice("allowed lateness", option) }
        lateness = seconds
      } else if takeWord("timezone") {
        guard let name = string("the name of a time zone, in quotes") else { return nil }
        if timezone != nil { noteTwice("timezone", option) }
        timezone = name
      } else {
        reportExpected("`allowed lateness` or `timezone`")
        return nil
      }
    }
    return WindowClause(
      length: length, everySeconds: every, column: column, latenessSeconds: lateness,
      timezone: timezone)
  }

  /// `on unknown hold` is the next clause, not the window's column.
  private mutating func isOnUnknown() -> Bool {
    isWords("on", "unknown")
      && isWord(among: ["ignore", "hold"] + SeverityLiteral.allCases.map(\.rawValue), 2)
  }

  mutating func noteTwice(_ what: String, _ second: Lexeme) {
    note(Diagnostic(.givenTwice, "`\(what)` is given twice", at: second.span))
  }

  /// `capture { output: [predicted] truth: [actual] }`
  private mutating func capture() -> [CaptureSection]? {
    advance()
    let opening = current.span
    guard expectSign("{", after: "`capture`") else { return nil }
    var sections: [CaptureSection] = []
    while isWord(among: ["input", "output", "truth", "meta"]) {
      guard let section = captureSection() else {
        skipToClosingBrace()
        return nil
      }
      sections.append(section)
    }
    guard takeSign("}") else {
      reportExpected(
        "`input`, `output`, `truth`, `meta` or `}`", .unclosedBracket,
        secondary: [Diagnostic.Label(opening, "opened here")])
      skipToClosingBrace()
      return nil
    }
    return sections
  }

  private mutating func captureSection() -> CaptureSection? {
    guard let section = declaredName("a section"), expectSign(":", after: "the section")
    else { return nil }
    let opening = current.span
    guard expectSign("[", after: "`\(section.text):`") else { return nil }
    var names: [Name] = []
    while !isSign("]") {
      guard let name = name("a column") else { return nil }
      names.append(name)
      guard takeSign(",") else { break }
    }
    close("]", opening, "`[`")
    return isRecovering ? nil : CaptureSection(section: section, names: names)
  }
}
