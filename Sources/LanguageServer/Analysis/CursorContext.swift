import Language

/// What stands around a place of a rule file, told by its tokens alone, so that it is known in a file
/// with mistakes too.
struct CursorContext {
  /// A call that is open at the place.
  struct Call {
    /// `quantile`, `bias.dpl`, `columns`.
    let name: String
    /// How many arguments stand before this one.
    let position: Int
    /// `method` in `method: …`.
    let label: String?
    /// Names of the options that the call has so far.
    let labels: Set<String>
    /// Nothing of the argument stands before the place.
    let isAtStart: Bool
  }

  /// The word of the declaration that the place is in: `rule`; nil between declarations.
  private(set) var declaration: String?
  /// Its name, where one stands.
  private(set) var name: String?
  /// Whether its `{` stands before.
  private(set) var isInBody = false
  /// Tokens of the clause, entry or heading before the place.
  private(set) var clause: [Token] = []
  /// From the innermost outwards.
  private(set) var calls: [Call] = []
  /// Levels of `( [ {` in the clause.
  private(set) var depth = 0
  /// The variable of the rule's `for each`, where it stands before.
  private(set) var loopVariable: String?
  /// The place is in a comment, a string or a regex.
  let isInText: Bool

  private struct Frame {
    let sign: String
    let index: Int
  }

  /// - Complexity: O(tokens of the declaration before the place), where declarations begin lines
  init(at offset: Int, in tree: SyntaxTree) {
    let tokens = tree.tokens
    let end = tokens.partition { $0.span.start >= offset }
    isInText = CursorContext.isInText(offset, tokens, end)
    var frames: [Frame] = []
    var start = 0
    for index in CursorContext.declarationStart(tokens, before: end)..<end {
      let token = tokens[index]
      if token.kind == .word, CursorContext.startsDeclaration(tokens, index, frames.isEmpty) {
        frames = []
        declaration = token.text
        name = index + 1 < end && tokens[index + 1].isName ? tokens[index + 1].nameText : nil
        loopVariable = nil
        isInBody = false
        start = index + 1
        continue
      }
      if token.kind == .newline { if frames.count <= 1 { start = index + 1 } }
      if frames.count == 1, isInBody, startsClause(tokens, index) { start = index }
      if token.kind == .word, isInBody { noteLoop(tokens, index, end) }
      guard token.kind == .sign else { continue }
      switch token.text {
      case "(", "[": frames.append(Frame(sign: token.text, index: index))
      case "{":
        frames.append(Frame(sign: "{", index: index))
        if frames.count == 1, declaration != nil {
          isInBody = true
          start = index + 1
        }
      case ")", "]":
        if let last = frames.last, last.sign != "{" { frames.removeLast() }
      case "}":
        while let last = frames.popLast(), last.sign != "{" {}
        if frames.isEmpty { (declaration, isInBody, start) = (nil, false, index + 1) }
      case ";": if frames.count <= 1 { start = index + 1 }
      default: break
      }
    }
    clause = Array(tokens[min(start, end)..<end])
    depth = frames.count - (isInBody ? 1 : 0)
    for frame in frames.reversed() {
      if frame.sign == "{" { break }
      if let call = CursorContext.call(frame, tokens, end) { calls.append(call) }
    }
  }

  /// The keyword that a name at the place is.
  func keyword(_ name: NameAtCursor, in tree: SyntaxTree) -> Keyword? {
    let index = name.tokens.lowerBound
    let begins = CursorContext.startsDeclaration(tree.tokens, index, declaration == nil)
    let places: [Keyword.Place] =
      switch declaration {
      case _ where begins: [.file]
      case nil: [.file]
      case "monitor": [.monitor, .shared, .task, .attributions, .model]
      case "rule", "override": [.rule, .shared, .alert, .operation, .operand]
      case "columns": [.columns, .check, .suffix, .type, .operation, .operand]
      case "waive": [.waive, .operation, .operand]
      case "sink": [.sink, .secret]
      case "test": [.test]
      default: [.operation, .operand]
      }
    for place in places {
      let found = Keyword.all.first { keyword in
        keyword.place == place
          && (keyword.phrase == name.text || keyword.phrase.hasPrefix(name.text + " "))
      }
      if let found { return found }
    }
    return nil
  }

  /// Words of the clause before the place.
  var words: [String] { clause.filter { $0.kind == .word }.map(\.text) }

  /// Whether a value may stand at the place, rather than what follows one.
  var expectsOperand: Bool {
    guard let last = clause.last else { return true }
    switch last.kind {
    case .sign: return ![")", "]", "}"].contains(last.text)
    case .word: return CursorContext.joiningWords.contains(last.text)
    default: return false
    }
  }

  private static let joiningWords: Set = [
    "and", "or", "not", "in", "of", "within", "matches", "if", "then", "else", "expect", "when",
    "where", "until", "except", "is",
  ]

  // MARK: Reading tokens

  private static func isInText(_ offset: Int, _ tokens: [Token], _ end: Int) -> Bool {
    if end > 0 {
      let last = tokens[end - 1]
      let isText = last.kind == .string || last.kind == .regex
      if isText, last.span.end > offset { return true }
      if isText, last.span.end == offset, !isClosed(last) { return true }
    }
    guard end < tokens.count else { return false }
    return tokens[end].leadingTrivia.contains { trivia in
      switch trivia {
      case .lineComment(let span), .documentation(let span):
        span.start < offset && offset <= span.end
      case .blockComment(let span): span.start < offset && offset < span.end
      case .blankLine: false
      }
    }
  }

  private static func isClosed(_ token: Token) -> Bool {
    let text = token.text
    // Flags may follow a regex.
    if token.kind == .regex { return text.dropFirst().contains("/") }
    return text.utf8.count > 1 && text.hasSuffix("\"")
  }

  /// The last declaration that begins at the margin: what stands before it is of no account.
  private static func declarationStart(_ tokens: [Token], before end: Int) -> Int {
    var at = end
    while at > 0 {
      at -= 1
      if tokens[at].kind == .word, startsDeclaration(tokens, at, false) { return at }
    }
    return 0
  }

  /// Whether a word begins a declaration: at the margin, or on a line of its own between them.
  private static func startsDeclaration(
    _ tokens: [Token], _ index: Int, _ isBetween: Bool
  ) -> Bool {
    let token = tokens[index]
    guard Parser.declarations.contains(token.text) || token.text == "import" else { return false }
    let file = token.span.file
    let place = file.position(of: token.span.start)
    let isAtMargin = place.column == 1
    let isFirst =
      index == 0 || isAtMargin
      || file.position(of: tokens[index - 1].span.end).line < place.line
    guard isAtMargin || isBetween && (isFirst || tokens[index - 1].isSign("}")) else {
      return false
    }
    guard index + 1 < tokens.count else { return true }
    let next = tokens[index + 1]
    if token.text == "columns" {
      return next.isSign("{") || next.text == "severity" || next.kind == .end
    }
    return next.isName || next.kind == .string || next.kind == .end || next.isSign("{")
      || next.kind == .newline
  }

  private func startsClause(_ tokens: [Token], _ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word else { return false }
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    switch declaration {
    case "rule", "override":
      guard Parser.ruleClauses.contains(token.text) else { return false }
      if token.text == "for" { return next?.text == "each" }
      if token.text == "on" { return next?.text == "unknown" }
      return next?.isSign(":") != true && next?.isSign(".") != true
    case "monitor":
      guard Parser.monitorClauses.contains(token.text) else { return false }
      return token.text != "on" || next?.text == "unknown"
    case "test": return ["given", "against", "then"].contains(token.text)
    default: return false
    }
  }

  /// `for each [TYPE] column VAR`
  private mutating func noteLoop(_ tokens: [Token], _ index: Int, _ end: Int) {
    guard tokens[index].text == "for", index + 3 < tokens.count, tokens[index + 1].text == "each"
    else { return }
    let column = tokens[index + 2].text == "column" ? index + 2 : index + 3
    guard column + 1 < tokens.count, tokens[column].text == "column", tokens[column + 1].isName
    else { return }
    loopVariable = tokens[column + 1].nameText
  }

  private static func call(_ frame: Frame, _ tokens: [Token], _ end: Int) -> Call? {
    guard frame.sign == "(", frame.index > 0 else { return nil }
    var at = frame.index - 1
    guard tokens[at].isName, !joiningWords.contains(tokens[at].text) else { return nil }
    var name = tokens[at].nameText
    while at >= 2, tokens[at - 1].isSign("."), tokens[at - 2].isName {
      at -= 2
      name = tokens[at].nameText + "." + name
    }
    var position = 0
    var level = 0
    var label: String?
    var labels: Set<String> = []
    var argument = frame.index + 1
    for index in frame.index + 1..<max(end, frame.index + 1) {
      let token = tokens[index]
      if index == argument, token.isName, index + 1 < tokens.count, tokens[index + 1].isSign(":") {
        labels.insert(token.nameText)
        if index + 1 < end { label = token.nameText }
      }
      guard token.kind == .sign else { continue }
      switch token.text {
      case "(", "[", "{": level += 1
      case ")", "]", "}": level -= 1
      case "," where level == 0:
        position += 1
        label = nil
        argument = index + 1
      default: break
      }
    }
    return Call(
      name: name, position: position, label: label, labels: labels, isAtStart: argument == end)
  }
}
