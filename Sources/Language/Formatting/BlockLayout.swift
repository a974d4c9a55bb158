/// Where the lines of a rule file begin: its declarations, and in blocks of several lines each clause.
struct BlockLayout {
  /// Starts of tokens that begin a line.
  private(set) var lineStarts: Set<Int> = []
  /// Starts of the braces that open and close a block of several lines.
  private(set) var braces: Set<Int> = []
  /// Starts of tokens after whose first word or selector the values of neighbours stand in line.
  private(set) var aligned: Set<Int> = []

  init(_ tree: SyntaxTree) {
    if let edition = tree.edition { lineStarts.insert(edition.span.start) }
    for item in tree.imports { lineStarts.insert(item.span.start) }
    for declaration in tree.declarations {
      lineStarts.insert(declaration.span.start)
      switch declaration {
      case .monitor(let monitor):
        add(monitor.clauses.map(\.span), in: monitor.span, tree, aligned: true)
      case .columns(let columns):
        add(columns.entries.map(\.span), in: columns.span, tree, aligned: true)
      case .rule(let rule):
        add(rule.clauses.map(\.span), in: rule.span, tree, aligned: false)
      case .let, .derive, .waive: break
      }
    }
  }

  private mutating func add(
    _ items: [SourceSpan], in block: SourceSpan, _ tree: SyntaxTree, aligned: Bool
  ) {
    let inside = tree.tokens.filter { block.start <= $0.span.start && $0.span.end <= block.end }
    guard let open = inside.first(where: { $0.kind == .sign && $0.text == "{" }),
      let close = inside.last, close.text == "}", isOpen(open, close, tree)
    else { return }
    braces.formUnion([open.span.start, close.span.start])
    lineStarts.insert(close.span.start)
    for item in items {
      lineStarts.insert(item.start)
      if aligned { self.aligned.insert(item.start) }
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
    }
  }
}
