/// Cuts a file into tokens, one at a time, since what a `/` or a line break means depends on where
/// it stands.
///
/// Every byte ends up in a token, in a comment, or is white space. A mistake is noted in `problems`
/// and never stops the lexer.
///
/// - Complexity: O(bytes)
struct Lexer {
  enum Mode {
    case plain
    /// Within `columns { }`, where a line break ends an entry.
    case columns
  }

  let source: SourceFile
  let bytes: [UInt8]
  let maximumProblems: Int
  var offset = 0
  var mode = Mode.plain
  /// Open `(` and `[` in `columns { }`.
  var bracketDepth = 0
  private(set) var lexemes: [Lexeme] = []
  private(set) var problems: [(lexeme: Int, diagnostic: Diagnostic)] = []
  /// A comment or string reached the end of the file: what is missing there needs no mention.
  var endedInside = false
  /// Where tokens end that are not closed on their line.
  var unclosedEnds: Set<Int> = []

  init(_ source: SourceFile, maximumProblems: Int) {
    self.source = source
    self.maximumProblems = maximumProblems
    bytes = source.bytes
    // About as many as rules have; growing step by step would write all of them several times.
    lexemes.reserveCapacity(bytes.count / 5)
  }

  /// Forgets the tokens from an index on, to read them again in another mode.
  mutating func restart(at index: Int, mode: Mode) {
    self.mode = mode
    bracketDepth = 0
    guard index < lexemes.count else { return }
    offset = index == 0 ? 0 : lexemes[index - 1].span.end
    lexemes.removeSubrange(index...)
    while let last = problems.last, last.lexeme >= index { problems.removeLast() }
    endedInside = false
  }

  /// Appends the next token; after the end, further `.end` tokens.
  mutating func scan() {
    var trivia: [Trivia] = []
    let start: Int
    if scanTrivia(into: &trivia) {
      start = offset
      offset += 1
      append(.newline, from: start, trivia)
      return
    }
    start = offset
    guard offset < bytes.count else {
      append(.end, from: start, trivia)
      return
    }
    switch bytes[offset] {
    case _ where isDigit(offset):
      append(scanNumber(), from: start, trivia)
    case _ where scanWord():
      append(.word, from: start, trivia, text: source.text(start..<offset))
    case UInt8(ascii: "\""):
      scanString()
      append(.string, from: start, trivia)
    case UInt8(ascii: "'"):
      scanSingleQuoted()
      append(.invalid, as: .string, from: start, trivia)
    case UInt8(ascii: "`"):
      let name = scanQuotedName()
      append(.quoted, from: start, trivia, text: name)
    case UInt8(ascii: "/") where regexMayStart:
      scanRegex()
      append(.regex, from: start, trivia)
    case UInt8(ascii: ".") where isDigit(start + 1) && !touchesOperand(start):
      append(scanFraction(), from: start, trivia)
    default:
      scanSign(trivia)
    }
  }

  private mutating func scanWord() -> Bool {
    let end = wordEnd(from: offset)
    defer { offset = end }
    return end > offset
  }

  mutating func append(
    _ kind: Token.Kind, as role: Token.Kind? = nil, from start: Int, _ trivia: [Trivia],
    text: String = ""
  ) {
    let token = Token(kind, SourceSpan(source, start, offset), leadingTrivia: trivia)
    lexemes.append(Lexeme(token: token, kind: role ?? kind, text: text))
  }

  /// Notes a mistake in the token that is being read.
  mutating func problem(
    _ code: DiagnosticCode, _ message: String, _ start: Int, _ end: Int, label: String = "",
    notes: [String] = [], fixIts: [FixIt] = []
  ) {
    guard problems.count < maximumProblems else { return }
    let diagnostic = Diagnostic(
      code, message, at: SourceSpan(source, start, end), label: label, notes: notes,
      fixIts: fixIts)
    problems.append((lexemes.count, diagnostic))
  }

  func fixIt(_ message: String, _ start: Int, _ end: Int, _ replacement: String) -> FixIt {
    FixIt(message, replace: SourceSpan(source, start, end), with: replacement)
  }
}
