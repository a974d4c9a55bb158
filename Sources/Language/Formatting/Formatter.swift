/// Prints a rule file in the one style: two spaces a level, a clause a line, one space between words,
/// values of neighbours in line. Every comment is kept, and so is a line break inside a clause.
///
/// Formatting what it printed changes nothing. A file with mistakes is not formatted: what the parser
/// left out would be lost.
///
/// - Complexity: O(bytes)
package struct Formatter {
  private let tree: SyntaxTree
  private let layout: BlockLayout
  private var lines: [FormattedLine] = []
  private var line = FormattedLine(indent: 0)
  /// Brackets that are open inside the clause.
  private var brackets = 0
  private var blocks = 0
  private var before: Token?
  private var isUnary = false
  private var rangeIsApart = false
  private var group = 0
  /// What the line's value is put in line after, until that has come.
  private var awaited: BlockLayout.Alignment?

  /// The text of a tree without errors; nil for one with some.
  package static func format(_ tree: SyntaxTree) -> String? {
    guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    var formatter = Formatter(tree)
    return formatter.text()
  }

  private init(_ tree: SyntaxTree) {
    self.tree = tree
    layout = BlockLayout(tree)
  }

  private mutating func text() -> String {
    for token in tree.tokens { take(token) }
    finishLine()
    while lines.last?.isBlank == true { lines.removeLast() }
    return FormattedLine.text(lines)
  }

  private mutating func take(_ token: Token) {
    let start = token.span.start
    var end = before?.span.end ?? 0
    var breaks = layout.lineStarts.contains(start) || token.kind == .end
    for trivia in token.leadingTrivia {
      switch trivia {
      case .blankLine:
        finishLine()
        addBlankLine()
        breaks = true
      case .lineComment(let span), .documentation(let span):
        comment(span, after: end, before: token)
        finishLine()
        breaks = true
        end = span.end
      case .blockComment(let span):
        comment(span, after: end, before: token)
        if tree.source.hasLineBreak(span.start, start),
          brackets > 0 || !layout.isWithinEntry(start)
        {
          finishLine()
          breaks = true
        }
        end = span.end
      }
    }
    // Entries that have lines of their own need no `;`.
    let isNeedless = token.text == ";" && token.kind == .sign && blocks > 0 && brackets == 0
    guard token.kind != .newline, token.kind != .end, !isNeedless else { return }
    let isBlockOpening = token.text == "{" && layout.braces.contains(start)
    if !isBlockOpening, breaks || tree.source.hasLineBreak(end, start) {
      startLine(token)
    }
    write(token)
  }

  // MARK: Lines

  private mutating func startLine(_ token: Token) {
    finishLine()
    if token.text == "}", layout.braces.contains(token.span.start) {
      while lines.last?.isBlank == true { lines.removeLast() }
    }
    line.indent = indent(of: token)
    awaited = layout.aligned[token.span.start]
    if awaited != nil { line.group = group }
  }

  private mutating func finishLine() {
    awaited = nil
    guard !line.isEmpty else { return }
    lines.append(line)
    line = FormattedLine(indent: 0)
  }

  private mutating func addBlankLine() {
    group += 1
    let opensBlock = before.map { layout.braces.contains($0.span.start) && $0.text == "{" } ?? true
    guard !opensBlock, lines.last?.isBlank == false else { return }
    lines.append(FormattedLine(indent: 0))
  }

  private func indent(of token: Token) -> Int {
    let isClosing = token.kind == .sign && ["}", ")", "]"].contains(token.text)
    if isClosing, layout.braces.contains(token.span.start) { return 0 }
    let base = 2 * blocks
    if layout.lineStarts.contains(token.span.start) { return base }
    if isClosing { return base + 2 * max(0, brackets - 1) }
    return base + 2 * max(1, brackets)
  }

  private mutating func comment(_ span: SourceSpan, after end: Int, before token: Token) {
    let text = span.text.trimmingEnd().withLineFeeds()
    let isTrailing = before != nil && !tree.source.hasLineBreak(end, span.start)
    if isTrailing, !line.isEmpty {
      line.append((line.lastIsSpace ? " " : "  ") + text)
      return
    }
    if isTrailing, var last = lines.popLast() {
      last.append("  " + text)
      return lines.append(last)
    }
    finishLine()
    let closes = token.text == "}" && layout.braces.contains(token.span.start)
    line.indent = closes ? 2 : token.kind == .end ? 0 : indent(of: token)
    line.group = layout.aligned[token.span.start] == nil ? nil : group
    line.append(text)
  }

  // MARK: Tokens

  private mutating func write(_ token: Token) {
    if let before, !line.isEmpty {
      let wasApart = token.span.start > before.span.end
      let isApart = Spacing.isApart(
        before, token, isUnary: isUnary, wasApart: wasApart, rangeIsApart: rangeIsApart)
      if token.kind == .sign, ["...", "..<"].contains(token.text) { rangeIsApart = isApart }
      if isApart { space(before: token) }
    } else if token.kind == .sign, ["...", "..<"].contains(token.text) {
      rangeIsApart = true
    }
    line.append(token.kind == .string ? token.text.withLineFeeds() : token.text)
    isUnary =
      token.kind == .sign && token.text == "-"
      && (before.map(Spacing.expectsOperand(after:)) ?? true
        || layout.negatives.contains(token.span.start))
    track(token)
    before = token
  }

  /// A space, or the place where neighbours are put in line.
  private mutating func space(before token: Token) {
    let hasCome =
      switch awaited {
      case .word: true
      case .colon: brackets == 0 && before?.kind == .sign && before?.text == ":"
      case nil: false
      }
    if hasCome {
      line.tail = ""
      awaited = nil
    } else {
      line.append(" ")
    }
  }

  private mutating func track(_ token: Token) {
    guard token.kind == .sign else { return }
    let isBlock = layout.braces.contains(token.span.start)
    switch token.text {
    case "{" where isBlock:
      blocks = 1
      group += 1
    case "}" where isBlock:
      blocks = 0
      group += 1
    case "{", "(", "[": brackets += 1
    case "}", ")", "]": brackets = max(0, brackets - 1)
    default: break
    }
  }
}

extension String {
  /// With a line feed alone where a line ends, whatever carriage returns stand before it: a string
  /// leaves them out as well.
  fileprivate func withLineFeeds() -> String {
    guard utf8.contains(UInt8(ascii: "\r")) else { return self }
    var bytes: [UInt8] = []
    var pending = 0
    for byte in utf8 {
      if byte == UInt8(ascii: "\r") {
        pending += 1
        continue
      }
      if byte != UInt8(ascii: "\n") {
        bytes += repeatElement(UInt8(ascii: "\r"), count: pending)
      }
      pending = 0
      bytes.append(byte)
    }
    bytes += repeatElement(UInt8(ascii: "\r"), count: pending)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Without white space at its end.
  fileprivate func trimmingEnd() -> String {
    var result = self[...]
    while let last = result.last, last.isWhitespace { result.removeLast() }
    return String(result)
  }
}
