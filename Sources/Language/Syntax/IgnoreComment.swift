/// `// tidemark:ignore TM512 TM513 until 2027-01-01 because "…"`: what is found on a line is known
/// and meant.
///
/// It stands at the end of the line, or on a line of its own above it: above a declaration that is
/// the declaration's first line. Codes are parted by spaces or commas.
package struct IgnoreComment: Sendable {
  package struct Mistake: Sendable {
    package let message: String
    package let span: SourceSpan
    package let notes: [String]
    package let fixIts: [FixIt]
  }

  /// Of the comment.
  package let span: SourceSpan
  /// Between the end of the code before and the end of the comment, or the whole line where it has
  /// one of its own: what goes when the comment goes.
  package let removal: SourceSpan
  /// The line, from 1, that is meant; nil where nothing follows.
  package let line: Int?
  package let codes: [Name]
  /// The day or the moment on which it ends.
  package let until: NumberLiteral?
  package let because: StringLiteral?
  /// Why the comment can't be read.
  package let mistake: Mistake?

  /// All of a file, in order.
  ///
  /// - Complexity: O(tokens + bytes of comments)
  package static func all(in tree: SyntaxTree) -> [IgnoreComment] {
    var result: [IgnoreComment] = []
    for token in tree.tokens {
      let lastBlank = token.leadingTrivia.lastIndex { trivia in
        if case .blankLine = trivia { true } else { false }
      }
      for (index, trivia) in token.leadingTrivia.enumerated() {
        guard let span = trivia.commentOfLine else { continue }
        guard let rest = directive(span) else { continue }
        let isAlone = tree.source.beginsLine(span.start)
        let isApart = index < lastBlank ?? 0
        var place: Int? = span.start
        if isAlone { place = isApart || token.kind == .end ? nil : token.span.start }
        result.append(
          read(
            span, rest, isAlone: isAlone, line: place.map { tree.source.position(of: $0).line }))
      }
    }
    return result
  }

  private static let prefix = Array("tidemark:".utf8)

  /// Where the word after `tidemark:` begins; nil for other comments.
  private static func directive(_ span: SourceSpan) -> Int? {
    let bytes = span.file.bytes
    var place = span.start
    while place < span.end, bytes[place] == UInt8(ascii: "/") { place += 1 }
    while place < span.end, [0x20, 0x09].contains(bytes[place]) { place += 1 }
    guard bytes[place..<span.end].starts(with: prefix) else { return nil }
    return place + prefix.count
  }

  /// - Parameter start: of the word after `tidemark:`.
  private static func read(
    _ span: SourceSpan, _ start: Int, isAlone: Bool, line: Int?
  ) -> IgnoreComment {
    // The comment is read as a text of its own, byte for byte; its places are those of the file, less
    // the start, which moves where a byte-order mark is dropped.
    let text = SourceFile(path: span.file.path, bytes: Array(span.file.bytes[start..<span.end]))
    let start = span.end - text.bytes.count
    var parser = Parser(text, Parser.Limits())
    let whole = { (inner: SourceSpan) in
      SourceSpan(span.file, start + inner.start, min(span.end, start + inner.end))
    }
    var codes: [Name] = []
    var until: NumberLiteral?
    var because: StringLiteral?
    let word = parser.current
    parser.advance()
    var problem: Diagnostic?
    if word.isWord("ignore") {
      while parser.current.kind == .word, !["until", "because"].contains(parser.current.text),
        codes.isEmpty || parser.current.text.uppercased().hasPrefix("TM")
      {
        let code = parser.current
        codes.append(Name(code.text, whole(code.span)))
        parser.advance()
        _ = parser.takeSign(",")
      }
      if codes.isEmpty { parser.reportExpected("the codes to ignore, such as `TM502`") }
      while !parser.isRecovering, parser.current.kind == .word {
        if parser.takeWord("until") {
          until = parser.date("the day on which it ends").map {
            NumberLiteral($0.value, whole($0.span))
          }
        } else if parser.takeWord("because") {
          because = parser.string("the reason, in quotes").map {
            StringLiteral($0.text, whole($0.span))
          }
        } else {
          parser.reportExpected("`until`, `because` or the end of the comment")
        }
      }
      if !parser.isRecovering, parser.current.kind != .end {
        parser.reportExpected("`until`, `because` or the end of the comment")
      }
      problem = (parser.lexer.problems.map(\.diagnostic) + parser.diagnostics).first
    } else {
      parser.report(
        .unexpectedToken, "`tidemark:\(word.text)` is no comment that this version knows",
        at: word.span,
        fixIts: FixIt.nearest(to: word.text, among: ["ignore"], replace: word.span))
      problem = parser.diagnostics.first
    }
    return IgnoreComment(
      span: span, removal: removal(of: span, isAlone: isAlone), line: line, codes: codes,
      until: until, because: because,
      mistake: problem.map { problem in
        Mistake(
          message: problem.message, span: whole(problem.span), notes: problem.notes,
          fixIts: problem.fixIts.map {
            FixIt($0.message, replace: whole($0.span), with: $0.replacement)
          })
      })
  }

  private static func removal(of span: SourceSpan, isAlone: Bool) -> SourceSpan {
    let bytes = span.file.bytes
    var (start, end) = (span.start, span.end)
    while start > 0, [0x20, 0x09].contains(bytes[start - 1]) { start -= 1 }
    if isAlone {
      if end < bytes.count, bytes[end] == 0x0D { end += 1 }
      if end < bytes.count, bytes[end] == 0x0A { end += 1 }
    }
    return SourceSpan(span.file, start, end)
  }
}

extension Trivia {
  /// The place of a comment that ends with its line.
  fileprivate var commentOfLine: SourceSpan? {
    switch self {
    case .lineComment(let span), .documentation(let span): span
    case .blockComment, .blankLine: nil
    }
  }
}

extension SourceFile {
  /// Whether nothing but white space stands before a place on its line.
  fileprivate func beginsLine(_ place: Int) -> Bool {
    let before = bytes[..<place].last { $0 != 0x20 && $0 != 0x09 }
    return before == nil || before == 0x0A
  }
}
