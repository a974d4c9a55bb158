extension Parser {
  /// `severity …`, `mode …`, `on unknown …` or `needs …`: clauses of monitors and of rules.
  mutating func defaultClause() -> DefaultClause? {
    let word = current.text
    advance()
    switch word {
    case "severity": return severity().map { .severity($0) }
    case "mode": return choice(ModeLiteral.allCases, "a mode").map { .mode($0) }
    case "on": return onUnknown()
    default: return needs()
    }
  }

  private mutating func onUnknown() -> DefaultClause? {
    guard expectWords("unknown") else { return nil }
    if takeWord("ignore") { return .onUnknown(.ignore) }
    if takeWord("hold") { return .onUnknown(.hold) }
    return severity(otherwise: "`ignore`, `hold`").map { .onUnknown(.severity($0)) }
  }

  private mutating func needs() -> DefaultClause? {
    if isWord("labels") {
      guard expectWords("labels", "for", "at", "least"),
        let share = ratio("the share of records with labels, such as `80%`")
      else { return nil }
      guard takeWord("within") else { return .needsLabels(share, withinSeconds: nil) }
      return duration("a duration, such as `7 days`").map { .needsLabels(share, withinSeconds: $0) }
    }
    if isWord("at") {
      guard expectWords("at", "least"), let rows = number("a number of rows"), expectWords("rows")
      else { return nil }
      return .needsRows(rows)
    }
    guard
      let windows = number(
        "`at least N rows`, `labels for at least N%` or `N windows of history`"),
      expectWords("windows", "of", "history")
    else { return nil }
    return .needsHistory(windows)
  }

  /// `info`, `warning` or `critical`.
  mutating func severity(otherwise others: String = "") -> SeverityLiteral? {
    choice(SeverityLiteral.allCases, "a severity", otherwise: others)
  }

  mutating func choice<Choice: RawRepresentable<String>>(
    _ cases: [Choice], _ what: String, otherwise others: String = ""
  ) -> Choice? {
    let word = current
    if word.kind == .word, let choice = Choice(rawValue: word.text) {
      advance()
      return choice
    }
    let names = cases.map(\.rawValue)
    let fixIts =
      word.kind == .word ? FixIt.nearest(to: word.text, among: names, replace: word.span) : []
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    reportExpected(
      "\(what) (\(list))" + (others.isEmpty ? "" : " or \(others)"),
      fixIts: fixIts)
    // The wrong word stands for the right one, so that what follows is read.
    if word.kind == .word, !isAtLineStart() {
      advance()
      isRecovering = fixIts.isEmpty && !isWord("when")
    }
    return nil
  }

  /// `tags { team: "a", tier: "1" }`
  mutating func tags() -> [Tag]? {
    advance()
    let opening = current.span
    guard expectSign("{", after: "`tags`") else { return nil }
    var tags: [Tag] = []
    while !isSign("}") {
      guard let key = declaredName("a tag's name"), expectSign(":", after: "the tag's name"),
        let value = string("the tag's value, in quotes")
      else {
        skipToClosingBrace()
        return nil
      }
      tags.append(Tag(key: key, value: value))
      if takeSign(",") { continue }
      guard !isRecovering, current.kind == .word, lexeme(1).isSign(":") else { break }
      noteForgottenComma("`,` or `}`", before: current)
    }
    if !isSign("}") {
      close("}", opening, "`tags`")
      skipToClosingBrace()
      return nil
    }
    advance()
    return tags
  }

  /// Passes the `}` of a clause with braces of its own, where it stands before the next line.
  mutating func skipToClosingBrace() {
    while current.kind != .end, !isAtLineStart(), !isSign("}") { advance() }
    if !isAtLineStart() || isBraceAlone() { _ = takeSign("}") }
  }

  /// A `}` that begins its line closes the clause where another one follows.
  private mutating func isBraceAlone() -> Bool {
    isSign("}") && isSign("}", 1)
  }
}
