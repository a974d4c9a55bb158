extension Parser {
  mutating func columns() -> Declaration? {
    columns(from: current.span.start).map { .columns($0) }
  }

  /// Stands on `columns`.
  mutating func columns(from start: Int) -> ColumnsDeclaration? {
    advance()
    let severity = takeWord("severity") ? severity() : nil
    let heading = span(from: start)
    guard isSign("{") else {
      reportExpected("`{` after `columns`")
      return nil
    }
    advance()
    lexer.restart(at: index, mode: .columns)
    var entries: [ColumnsEntry] = []
    while true {
      isRecovering = false
      while current.kind == .newline || isSign(";") { advance() }
      if current.kind == .end || isSign("}") || startsDeclaration() { break }
      let before = index
      if let entry = entry() { entries.append(entry) }
      endEntry()
      if isRecovering { skipToEntryEnd() }
      if index == before { advance() }
    }
    close("}", heading, "`columns`")
    lexer.restart(at: index, mode: .plain)
    return ColumnsDeclaration(severity: severity, entries: entries, span: span(from: start))
  }

  private mutating func endEntry() {
    guard !isRecovering else { return }
    let next = current
    if next.kind == .newline || next.kind == .end || next.isSign(";") || next.isSign("}") { return }
    // A comma ends an entry too, where no further check follows.
    if takeSign(",") { return }
    reportExpected(
      "`,` or the end of the entry",
      notes: next.isWord("and") || next.isWord("or")
        ? ["checks are separated by commas, and all of them must hold"] : [])
  }

  /// Whether an entry begins here: a selector and `:`, or one of the fixed entries.
  mutating func startsEntry(_ first: Int = 0) -> Bool {
    let next = lexeme(first)
    switch next.kind {
    case .string, .regex: return isSign(":", first + 1)
    case .word:
      if isWords("all", "columns", from: first), isSign(":", first + 2) { return true }
      if isSchemaEntry(first) || isWords("columns", "in", "baseline", from: first) { return true }
    case .quoted: break
    default: return false
    }
    var ahead = first + 1
    while ahead < 64 {
      if isSign(".", ahead) {
        ahead += 2
      } else if isSign("[", ahead), isSign("]", ahead + 2) {
        ahead += 3
      } else {
        return isSign(":", ahead)
      }
    }
    return false
  }

  private mutating func isSchemaEntry(_ first: Int = 0) -> Bool {
    isWord("no", first) && isWord(among: ["missing", "extra"], first + 1)
      && isWord("columns", first + 2)
  }

  private mutating func entry() -> ColumnsEntry? {
    let start = current.span.start
    if isSchemaEntry() {
      advance()
      let isMissing = isWord("missing")
      advance()
      advance()
      return ColumnsEntry(isMissing ? .noMissingColumns : .noExtraColumns, span(from: start))
    }
    if isWords("columns", "in", "baseline") {
      guard expectWords("columns", "in", "baseline", "order") else { return nil }
      return ColumnsEntry(.baselineOrder, span(from: start))
    }
    if isWord("no"), lexeme(1).kind == .word {
      advance()
      reportExpected("`missing columns` or `extra columns` after `no`")
      return nil
    }
    guard let selector = selector(), expectSign(":", after: "the column") else { return nil }
    var checks: [ColumnCheck] = []
    while true {
      guard let check = check() else { break }
      checks.append(check)
      guard !isRecovering else { break }
      if isSign(","), checkFollows() {
        advance()
      } else if !takeForgottenComma() {
        break
      }
    }
    if checks.isEmpty, isRecovering { return nil }
    return ColumnsEntry(.checks(selector, checks), span(from: start))
  }

  /// Whether a comma leads to a further check of the same entry.
  private mutating func checkFollows() -> Bool {
    let next = lexeme(1)
    if next.kind == .end || next.kind == .newline || next.isSign(";") || next.isSign("}") {
      return false
    }
    return !startsEntry(1)
  }

  /// Whether a further check follows without a comma, as in `integral complete`: reported, and read.
  private mutating func takeForgottenComma() -> Bool {
    let next = current
    guard next.kind == .word, !next.isWord("and"), !next.isWord("or"), !startsBound() else {
      return false
    }
    let after = lexeme(1)
    let isCheck =
      [.end, .newline].contains(after.kind)
      || [",", ";", "}", "(", "<", "<=", ">", ">=", "==", "!="].contains { after.isSign($0) }
      || ["in", "within", "matches", "for", "except", "severity", "as", "suggested"]
        .contains { after.isWord($0) }
    guard isCheck else { return false }
    noteForgottenComma("`,` or the end of the entry", before: next)
    return true
  }

  private mutating func selector() -> ColumnSelector? {
    let next = current
    switch next.kind {
    case .string: return string("a glob").map { .glob($0) }
    case .regex:
      advance()
      return .regex(Expression(regex(of: next), next.span))
    case .word where next.text == "all" && isWord("columns", 1):
      advance()
      advance()
      return .allColumns(span(from: next.span.start))
    default: return path("a column").map { .path($0) }
    }
  }

  /// `drift <= 0.1 severity critical`, `>= 0`, `complete`, `in ["A", "B"] for at least 99%`
  private mutating func check() -> ColumnCheck? {
    depth = 0
    operators = 0
    let start = current.span.start
    var subject: ColumnCheck.Subject?
    if !startsBound() {
      guard let path = path("a check, such as `complete` or `>= 0`") else { return nil }
      let arguments = isSign("(") ? arguments() : nil
      subject = ColumnCheck.Subject(path: path, arguments: arguments, span: span(from: start))
    }
    let bound = isRecovering ? nil : bound(of: nil)
    let tolerance = isRecovering ? nil : tolerance()
    var severity: SeverityLiteral?
    var alias: Name?
    var suggested: ColumnCheck.Suggested?
    while !isRecovering {
      let suffix = current
      if takeWord("severity") {
        if severity != nil { noteTwice("severity", suffix) }
        severity = self.severity() ?? severity
      } else if takeWord("as") {
        if alias != nil { noteTwice("as", suffix) }
        alias = declaredName("the check's name") ?? alias
      } else if let mark = self.suggested() {
        if suggested != nil { noteTwice("suggested", suffix) }
        suggested = mark
      } else {
        break
      }
    }
    return ColumnCheck(
      subject: subject, bound: bound, tolerance: tolerance, severity: severity, alias: alias,
      suggested: suggested, span: span(from: start))
  }

  /// `suggested(0.95, rows: 96)`
  mutating func suggested() -> ColumnCheck.Suggested? {
    let start = current.span.start
    guard !isRecovering, takeWord("suggested") else { return nil }
    let arguments = isSign("(") ? arguments() : []
    return ColumnCheck.Suggested(arguments: arguments, span: span(from: start))
  }

  /// `for at least 99.9%`, `except at most 5 rows`
  private mutating func tolerance() -> ColumnCheck.Tolerance? {
    if isWord("for") {
      guard expectWords("for", "at", "least"), let share = ratio("a share, such as `99%`")
      else { return nil }
      return .atLeast(share)
    }
    guard isWord("except"), expectWords("except", "at", "most") else { return nil }
    if current.kind == .ratio { return ratio("a share").map { .exceptShare($0) } }
    guard let rows = number("a number of rows or a share, such as `1%`"), expectWords("rows")
    else { return nil }
    return .exceptRows(rows)
  }
}
