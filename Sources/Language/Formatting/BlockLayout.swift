/// Where the lines of a rule file begin: its declarations, and in blocks of several lines each clause.
struct BlockLayout {
  /// Starts of tokens that begin a line.
  private(set) var lineStarts: Set<Int> = []
  /// Starts of the braces that open and close a block of several lines.
  private(set) var braces: Set<Int> = []
  /// What the values of neighbouring lines stand in line after, by the start of the line's first token.
  private(set) var aligned: [Int: Alignment] = [:]

  enum Alignment {
    /// A clause's first word.
    case word
    /// The colon after a selector.
    case colon
  }

  init(_ tree: SyntaxTree) {
    if let edition = tree.edition { lineStarts.insert(edition.span.start) }
    for item in tree.imports { lineStarts.insert(item.span.start) }
    for declaration in tree.declarations {
      lineStarts.insert(declaration.span.start)
      switch declaration {
      case .monitor(let monitor):
        add(monitor.clauses.map { ($0.span, .word) }, in: monitor.span, tree)
      case .columns(let columns):
        add(columns.entries.map { ($0.span, $0.alignment) }, in: columns.span, tree)
      case .rule(let rule):
        add(rule.clauses.map { ($0.span, nil) }, in: rule.span, tree)
      case .let, .derive, .waive, .sink: break
      }
    }
  }

  private mutating func add(
    _ items: [(span: SourceSpan, alignment: Alignment?)], in block: SourceSpan, _ tree: SyntaxTree
  ) {
    let inside = tree.tokens.filter { block.start <= $0.span.start && $0.span.end <= block.end }
    guard let open = inside.first(where: { $0.kind == .sign && $0.text == "{" }),
      let close = inside.last, close.text == "}", isOpen(open, close, tree)
    else { return }
    braces.formUnion([open.span.start, close.span.start])
    lineStarts.insert(close.span.start)
    for item in items {
      lineStarts.insert(item.span.start)
      aligned[item.span.start] = item.alignment
    }
  }

  /// Whether the block was written on several lines, or holds a comment.
  private func isOpen(_ open: Token, _ close: Token, _ tree: SyntaxTree) -> Bool {
    var end = open.span.end
    for token in tree.tokens
    where token.span.start > open.span.start && token.span.start <= close.span.start {
      if token.kind == .newline { return true }
      if !token.leadingTrivia.isEmpty { return true }
      if tree.source.hasLineBreak(end, token.span.start) { return true }
      end = token.span.end
    }
    return false
  }
}

extension ColumnsEntry {
  fileprivate var alignment: BlockLayout.Alignment? {
    if case .checks = kind { .colon } else { nil }
  }
}

extension SourceFile {
  /// Whether a line ends between two places.
  func hasLineBreak(_ start: Int, _ end: Int) -> Bool {
    start < end && bytes[start..<end].contains(0x0a)
  }
}

extension Declaration {
  package var span: SourceSpan {
    switch self {
    case .monitor(let monitor): monitor.span
    case .let(let constant): constant.span
    case .columns(let columns): columns.span
    case .rule(let rule): rule.span
    case .derive(let derivation): derivation.span
    case .waive(let waiver): waiver.span
    case .sink(let sink): sink.span
    }
  }
}
