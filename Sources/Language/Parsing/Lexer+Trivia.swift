extension Lexer {
  /// Passes white space and comments; true where it stops at a line break that ends an entry.
  mutating func scanTrivia(into trivia: inout [Trivia]) -> Bool {
    let endsEntry = newlineEndsEntry
    var breaks = lexemes.last?.kind == .newline ? 1 : 0
    while let byte = byte(offset) {
      switch byte {
      case UInt8(ascii: "\n"):
        if endsEntry { return true }
        breaks += 1
        if breaks == 2 { trivia.append(.blankLine) }
        offset += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C:
        offset += 1
      case UInt8(ascii: "/") where isByte(offset + 1, "/"):
        let start = offset
        offset = lineEnd(from: offset)
        let span = SourceSpan(source, start, offset)
        let documents = isByte(start + 2, "/") && !isByte(start + 3, "/")
        trivia.append(documents ? .documentation(span) : .lineComment(span))
        breaks = 0
      case UInt8(ascii: "/") where isByte(offset + 1, "*"):
        trivia.append(.blockComment(scanBlockComment()))
        breaks = 0
      default:
        return false
      }
    }
    return false
  }

  private mutating func scanBlockComment() -> SourceSpan {
    let start = offset
    var depth = 1
    offset += 2
    while offset < bytes.count {
      if isByte(offset, "*"), isByte(offset + 1, "/") {
        depth -= 1
        offset += 2
        if depth == 0 { return SourceSpan(source, start, offset) }
      } else if isByte(offset, "/"), isByte(offset + 1, "*") {
        depth += 1
        offset += 2
      } else {
        offset += 1
      }
    }
    problem(
      .unterminatedComment, "this comment is never closed", start, start + 2,
      label: "\(depth) `*/` missing before the end of the file",
      fixIts: [
        fixIt(
          "close it with `*/`", bytes.count, bytes.count,
          Array(repeating: "*/", count: min(depth, 64)).joined(separator: " "))
      ])
    endedInside = true
    return SourceSpan(source, start, offset)
  }

  /// In `columns { }` outside brackets a line break ends an entry, unless something must follow.
  private var newlineEndsEntry: Bool {
    guard mode == .columns, bracketDepth == 0, let last = lexemes.last else { return false }
    switch last.kind {
    case .newline: return false
    case .sign: return [")", "]", "}"].contains(last.text)
    case .word:
      return ![
        "and", "or", "not", "in", "of", "within", "matches", "for", "least", "most",
      ].contains(last.text)
    default: return true
    }
  }
}
