extension Lexer {
  /// Signs that may begin a longer one; longest first, so that `...` is not read as `.`.
  private static let signs = [
    "...", "..<", "<=", ">=", "==", "!=", ".", "=", "-", "*", "/", "<", ">",
  ]

  /// What other languages write, and what Tide writes for it; longest first.
  private static let foreign: [(spelling: String, meaning: String, isWord: Bool)] = [
    ("!==", "!=", false), ("===", "==", false), ("&&", "and", true), ("||", "or", true),
    ("<>", "!=", false), ("=>", ">=", false), ("=<", "<=", false), ("**", "*", false),
    ("≥", ">=", false), ("≤", "<=", false), ("≠", "!=", false), ("…", "...", false),
    ("−", "-", false), ("–", "-", false), ("×", "*", false), ("÷", "/", false),
    ("&", "and", true), ("|", "or", true),
  ]

  /// Reads a sign, or what stands where one should.
  mutating func scanSign(_ trivia: [Trivia]) {
    let start = offset
    if "{}()[],:;+".utf8.contains(bytes[start]) {
      offset += 1
      let sign = String(Unicode.Scalar(bytes[start]))
      count(sign)
      append(.sign, from: start, trivia, text: sign)
      return
    }
    for entry in Self.foreign where hasText(entry.spelling, at: start) {
      scanForeign(entry.spelling, entry.meaning, isWord: entry.isWord, trivia)
      return
    }
    if isByte(start, "!"), !isByte(start + 1, "=") {
      scanForeign("!", "not", isWord: true, trivia)
      return
    }
    if hasText("..", at: start), !hasText("...", at: start), !hasText("..<", at: start) {
      scanForeign("..", "...", isWord: false, trivia)
      return
    }
    for sign in Self.signs where hasText(sign, at: start) {
      offset += sign.utf8.count
      append(.sign, from: start, trivia, text: sign)
      return
    }
    scanUnexpected()
    append(.invalid, from: start, trivia)
  }

  private mutating func count(_ sign: String) {
    guard mode == .columns else { return }
    switch sign {
    case "(", "[": bracketDepth += 1
    case ")", "]": bracketDepth = max(0, bracketDepth - 1)
    case "}": bracketDepth = 0
    default: break
    }
  }

  private mutating func scanForeign(
    _ spelling: String, _ meaning: String, isWord: Bool, _ trivia: [Trivia]
  ) {
    let start = offset
    offset += spelling.utf8.count
    // `!a` becomes `not a`; other words keep the space that separates them, or get one.
    let touchesLeft = isWord && start > 0 && !" \t\n(".utf8.contains(bytes[start - 1])
    let touchesRight = isWord && offset < bytes.count && !" \t\r\n".utf8.contains(bytes[offset])
    let replacement = (touchesLeft ? " " : "") + meaning + (touchesRight ? " " : "")
    problem(
      .foreignSpelling, "`\(spelling)` is not an operator here", start, offset,
      fixIts: [fixIt("write `\(meaning)`", start, offset, replacement)])
    append(.invalid, as: isWord ? .word : .sign, from: start, trivia, text: meaning)
  }

  /// Passes a run of characters that can't begin a token.
  private mutating func scanUnexpected() {
    let start = offset
    let (scalar, length) = UTF8Check.scalar(in: bytes, at: start) ?? ("\u{FFFD}", 1)
    offset += length
    if UTF8Check.isBidirectionalControl(scalar) {
      problem(
        .bidirectionalControl, "U+\(hexadecimal(scalar)) changes the direction of text", start,
        offset, notes: ["it may stand in strings and comments only"],
        fixIts: [fixIt("remove it", start, offset, "")])
      return
    }
    switch scalar {
    case "#":
      offset = lineEnd(from: offset)
      problem(
        .foreignSpelling, "a comment begins with `//`", start, start + 1,
        fixIts: [fixIt("write `//`", start, start + 1, "//")])
    case "%":
      problem(
        .unexpectedCharacter, "`%` must follow a number", start, offset,
        notes: ["`95%` is a ratio; there is no modulo operator"])
    case "\u{A0}", "\u{2007}", "\u{202F}", "\u{3000}", "\u{2000}"..."\u{200B}":
      problem(
        .unexpectedCharacter, "U+\(hexadecimal(scalar)) looks like a space, but is none", start,
        offset, fixIts: [fixIt("write a space", start, offset, " ")])
    default:
      // A run of the same character is one mistake.
      while offset < bytes.count,
        bytes[start..<start + length].elementsEqual(
          bytes[offset..<min(bytes.count, offset + length)])
      {
        offset += length
      }
      let isShown = scalar.properties.generalCategory != .control && scalar.value != 0xFEFF
      problem(
        .unexpectedCharacter,
        isShown
          ? "`\(scalar)` can't stand here"
          : "the character U+\(hexadecimal(scalar)) can't stand here",
        start, offset,
        notes: ["“", "”", "„", "«", "»"].contains(scalar)
          ? ["a string stands between straight `\"` quotes"] : [])
    }
  }
}
