extension Parser {
  package static let declarations = [
    "monitor", "let", "define", "derive", "metric", "columns", "rule", "override", "waive", "sink",
    "plugin", "test",
  ]

  /// Whether a declaration begins here, by its first words: any of these words may be a name.
  mutating func startsDeclaration() -> Bool {
    let word = current
    guard word.kind == .word else { return false }
    let next = lexeme(1)
    switch word.text {
    case "rule", "monitor":
      return next.kind == .word && (isSign("{", 2) || lexeme(2).kind == .string)
        || (isAtMargin() && (next.kind == .string || next.kind == .word || next.isSign("{")))
    case "let", "derive", "metric", "sink": return next.kind == .word && isSign("=", 2)
    case "define": return next.kind == .word && isSign("(", 2)
    case "columns": return next.isSign("{") || (next.isWord("severity") && isSign("{", 3))
    case "override": return next.isWord("rule") || next.isWord("columns")
    case "waive": return isAtLineStart() && (next.kind == .word || next.kind == .quoted)
    case "plugin", "test", "import": return next.kind == .string && isAtLineStart()
    case "edition": return next.kind == .number && isAtLineStart()
    default: return false
    }
  }

  /// Passes tokens until a declaration begins.
  mutating func skipToDeclaration() {
    var level = 0
    var columnsLevel: Int?
    while current.kind != .end {
      if startsDeclaration(), level == 0 || isAtMargin() { break }
      if level == 0, isAtMargin(), isWord(among: Self.declarations), !isSign("=", 1) { break }
      let opensColumns = isSign("{") && lastIsColumns
      if isSign("{") { level += 1 }
      // One that closes nothing belongs to what has been reported.
      if isSign("}") { level = max(0, level - 1) }
      lastIsColumns = isWord("columns") || (lastIsColumns && !isSign("{") && !isSign("}"))
      advance()
      if opensColumns {
        columnsLevel = level
        lexer.restart(at: index, mode: .columns)
      } else if let opened = columnsLevel, level < opened {
        columnsLevel = nil
        lexer.restart(at: index, mode: .plain)
      }
    }
    if columnsLevel != nil { lexer.restart(at: index, mode: .plain) }
  }

  /// Passes tokens until a clause begins, or the body ends.
  mutating func skipToClause(_ keywords: [String]) {
    var level = 0
    while current.kind != .end {
      if startsDeclaration(), level == 0 || isAtMargin() { return }
      if level == 0, isSign("}") || startsClause(keywords) { return }
      if isSign("{") { level += 1 }
      if isSign("}") { level -= 1 }
      advance()
    }
  }

  /// Whether a clause begins here, by its keyword and what stands around it.
  mutating func startsClause(_ keywords: [String]) -> Bool {
    guard isWord(among: keywords), lastEndsOperand || isAtLineStart() else { return false }
    let next = lexeme(1)
    guard next.kind == .sign else { return next.kind != .end }
    return ["(", "[", "{", "-"].contains(next.text)
  }

  /// Passes tokens until an entry of `columns { }` ends.
  mutating func skipToEntryEnd() {
    while true {
      let next = current
      if next.kind == .end || next.kind == .newline || next.isSign("}") || next.isSign(";") {
        return
      }
      // Within brackets that were never closed a line break says nothing; the next entry does.
      if lexer.bracketDepth > 0, isAtLineStart(), startsDeclaration() || startsEntry() {
        lexer.restart(at: index, mode: .columns)
        return
      }
      if startsDeclaration(), isAtMargin() { return }
      advance()
    }
  }
}
