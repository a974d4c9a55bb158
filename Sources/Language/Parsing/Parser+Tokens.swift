extension Parser {
  /// The token that comes next, or one further ahead; what the lexer refused is passed over.
  mutating func lexeme(_ ahead: Int = 0) -> Lexeme {
    let place = place(ahead)
    return lexer.lexemes[place]
  }

  private mutating func place(_ ahead: Int) -> Int {
    var place = index
    var left = ahead
    while true {
      while lexer.lexemes.count <= place { lexer.scan() }
      let kind = lexer.lexemes[place].kind
      if kind == .end { return place }
      if kind != .invalid {
        if left == 0 { return place }
        left -= 1
      }
      place += 1
    }
  }

  var current: Lexeme { mutating get { lexeme() } }

  mutating func advance() {
    while lexer.lexemes.count <= index { lexer.scan() }
    while lexer.lexemes[index].kind == .invalid {
      index += 1
      while lexer.lexemes.count <= index { lexer.scan() }
    }
    guard lexer.lexemes[index].kind != .end else { return }
    lastEnd = lexer.lexemes[index].span.end
    index += 1
  }

  /// Whether the token that was taken last can end an operand.
  var lastEndsOperand: Bool {
    guard index > 0 else { return false }
    let taken = lexer.lexemes[index - 1]
    return switch taken.kind {
    case .sign: [")", "]", "}"].contains(taken.text)
    case .word:
      ![
        "and", "or", "not", "in", "of", "within", "matches", "is", "except", "when", "where",
        "expect", "until", "if", "then", "else", "by", "each", "for", "column",
      ].contains(taken.text)
    case .newline: false
    default: true
    }
  }

  /// From an offset to the end of the last token that was taken.
  func span(from start: Int) -> SourceSpan { SourceSpan(source, start, max(start, lastEnd)) }

  mutating func isSign(_ sign: String, _ ahead: Int = 0) -> Bool {
    let place = place(ahead)
    return lexer.lexemes[place].isSign(sign)
  }

  mutating func isWord(_ word: String, _ ahead: Int = 0) -> Bool {
    let place = place(ahead)
    return lexer.lexemes[place].isWord(word)
  }

  mutating func isWords(_ words: String..., from first: Int = 0) -> Bool {
    for (ahead, word) in words.enumerated() where !isWord(word, first + ahead) { return false }
    return true
  }

  mutating func isWord(among words: [String], _ ahead: Int = 0) -> Bool {
    let lexeme = lexeme(ahead)
    return lexeme.kind == .word && words.contains(lexeme.text)
  }

  mutating func takeSign(_ sign: String) -> Bool {
    guard isSign(sign) else { return false }
    advance()
    return true
  }

  mutating func takeWord(_ word: String) -> Bool {
    guard isWord(word) else { return false }
    advance()
    return true
  }

  /// Takes a run of words, or reports the first that is not there.
  @discardableResult
  mutating func expectWords(_ words: String...) -> Bool {
    for word in words where !takeWord(word) {
      // `1 window`, `1 row`, `1 point`: the singular is as good.
      if word.hasSuffix("s"), takeWord(String(word.dropLast())) { continue }
      reportExpected("`\(word)`")
      return false
    }
    return true
  }

  @discardableResult
  mutating func expectSign(_ sign: String, after what: String = "") -> Bool {
    if takeSign(sign) { return true }
    reportExpected("`\(sign)`" + (what.isEmpty ? "" : " after \(what)"))
    return false
  }

  /// Whether a line break lies between the token before and this one.
  mutating func isAtLineStart(_ ahead: Int = 0) -> Bool {
    let start = lexeme(ahead).span.start
    var place = start
    while place > 0 {
      place -= 1
      switch source.bytes[place] {
      case UInt8(ascii: "\n"): return true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
      // A comment ends here: it belongs to this line.
      case UInt8(ascii: "/") where place > 0 && source.bytes[place - 1] == UInt8(ascii: "*"):
        return false
      default: return false
      }
    }
    return true
  }

  /// Whether the token begins its line without indentation.
  mutating func isAtMargin() -> Bool {
    let start = current.span.start
    return start == 0 || source.bytes[start - 1] == UInt8(ascii: "\n")
  }
}
