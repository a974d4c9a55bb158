extension Parser {
  /// Adds a diagnostic, unless one stands at its place already.
  mutating func note(_ diagnostic: Diagnostic) {
    guard diagnostics.count < limits.diagnostics else { return }
    guard reportedPlaces.insert(diagnostic.span.start).inserted else { return }
    diagnostics.append(diagnostic)
  }

  /// Reports a mistake after which the parser has to find its way back.
  mutating func report(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan, label: String = "",
    secondary: [Diagnostic.Label] = [], notes: [String] = [], fixIts: [FixIt] = []
  ) {
    guard !isRecovering else { return }
    isRecovering = true
    guard !isConsequence() else { return }
    note(
      Diagnostic(
        code, message, at: span, label: label, secondary: secondary, notes: notes,
        fixIts: fixIts))
  }

  /// Whether the lexer has reported why something is missing here: it refused the characters
  /// before, or a string, name, regex or comment that is not closed has swallowed what follows.
  private mutating func isConsequence() -> Bool {
    let next = current
    return lexer.lexemes[min(index, lexer.lexemes.count - 1)].kind == .invalid
      || lexer.unclosedEnds.contains(lastEnd) || (next.kind == .end && lexer.endedInside)
  }

  /// Reports that something else stands where this should.
  mutating func reportExpected(
    _ what: String, _ code: DiagnosticCode = .unexpectedToken,
    secondary: [Diagnostic.Label] = [], notes: [String] = [], fixIts: [FixIt] = []
  ) {
    let found = current
    report(
      code, "expected \(what), found \(describe(found))", at: place(of: found),
      secondary: secondary, notes: notes, fixIts: fixIts)
  }

  /// Where a token is marked; the end of the file is marked behind the last token.
  func place(of lexeme: Lexeme) -> SourceSpan {
    lexeme.kind == .end ? SourceSpan(source, lastEnd, lastEnd) : lexeme.span
  }

  func describe(_ lexeme: Lexeme) -> String {
    switch lexeme.kind {
    case .end: "the end of the text"
    case .newline: "the end of the line"
    case .string: "a string"
    case .regex: "a regular expression"
    default:
      lexeme.span.range.count <= 64 ? "`\(lexeme.token.text)`" : "`\(lexeme.text.prefix(60))…`"
    }
  }

  /// Takes a closing bracket, or reports it with the place of the opening one.
  ///
  /// Looks for it further on in the line, so that what stands after the bracket is still read.
  mutating func close(_ sign: String, _ opening: SourceSpan, _ what: String) {
    if takeSign(sign) { return }
    let wasRecovering = isRecovering
    let isList = sign != "}"
    reportExpected(
      isList ? "`,` or `\(sign)`" : "`\(sign)` to close \(what)", .unclosedBracket,
      secondary: [Diagnostic.Label(opening, "opened here")])
    guard isList, let ahead = closerAhead(sign) else { return }
    for _ in 0...ahead { advance() }
    isRecovering = wasRecovering
  }

  /// Takes the comma between the parts of a list. One that was forgotten, where the list is closed
  /// on this line, is reported and taken to be there: what follows is still read.
  mutating func takeComma(before sign: String) -> Bool {
    if takeSign(",") { return true }
    let next = current
    guard !isRecovering, next.kind.beginsOperand, closerAhead(sign) != nil else { return false }
    noteForgottenComma("`,` or `\(sign)`", before: next)
    return true
  }

  mutating func noteForgottenComma(_ expected: String, before next: Lexeme) {
    let gap = SourceSpan(source, lastEnd, lastEnd)
    note(
      Diagnostic(
        .unexpectedToken, "expected \(expected), found \(describe(next))", at: next.span,
        fixIts: [FixIt("write a comma between them", replace: gap, with: ",")]))
  }

  /// How many tokens ahead the bracket that closes this level stands, on this line.
  private mutating func closerAhead(_ sign: String) -> Int? {
    var level = 0
    for ahead in 0..<64 {
      let next = lexeme(ahead)
      guard next.kind != .end, next.kind != .newline, ahead == 0 || !isAtLineStart(ahead)
      else { return nil }
      guard next.kind == .sign else { continue }
      switch next.text {
      case "(", "[": level += 1
      case ")", "]":
        if level == 0 { return next.text == sign ? ahead : nil }
        level -= 1
      case "{", "}": return nil
      default: break
      }
    }
    return nil
  }
}

extension Token.Kind {
  /// Whether it can only be an operand, or its beginning.
  fileprivate var beginsOperand: Bool {
    switch self {
    case .word, .quoted, .number, .ratio, .duration, .size, .date, .string, .regex: true
    case .sign, .newline, .invalid, .end: false
    }
  }
}
