/// Where the lines of a rule file begin: its declarations, and in blocks of several lines each clause.
struct BlockLayout {
  /// Starts of tokens that begin a line.
  private(set) var lineStarts: Set<Int> = []
  /// Starts of the braces that open and close a block of several lines.
  private(set) var braces: Set<Int> = []
  /// Entries of `columns { }`, in order: a line break within one would end it.
  private var entries: [Range<Int>] = []
  /// Starts of the values of series, where a `-` is of its number.
  private(set) var negatives: Set<Int> = []
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
      case .columns(let columns), .overrideColumns(let columns):
        entries += columns.entries.map(\.span.range)
        add(columns.entries.map { ($0.span, $0.alignment) }, in: columns.span, tree)
      case .rule(let rule), .overrideRule(let rule):
        add(rule.clauses.map { ($0.span, nil) }, in: rule.span, tree)
      case .test(let test):
        for case .series(_, let points) in test.clauses.map(\.kind) {
          negatives.formUnion(points.map(\.span.start))
        }
        add(test.clauses.map { ($0.span, nil) }, in: test.span, tree)
      case .let, .define, .derive, .metric, .waive, .sink, .plugin: break
      }
    }
  }

  /// - Complexity: O(log entries)
  func isWithinEntry(_ start: Int) -> Bool {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].upperBound <= start { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].lowerBound < start
  }

  private mutating func add(
    _ items: [(span: SourceSpan, alignment: Alignment?)], in block: SourceSpan, _ tree: SyntaxTree
  ) {
    let inside = tree.tokens(in: block)
    guard let open = inside.first(where: { $0.kind == .sign && $0.text == "{" }),
      let close = inside.last(where: { $0.kind != .newline && $0.kind != .end }),
      close.text == "}", isOpen(open, close, inside, tree.source)
    else { return }
    braces.formUnion([open.span.start, close.span.start])
    lineStarts.insert(close.span.start)
    for item in items {
      lineStarts.insert(item.span.start)
      aligned[item.span.start] = item.alignment
    }
  }

  /// Whether the block was written on several lines, or holds a comment.
  private func isOpen(
    _ open: Token, _ close: Token, _ inside: ArraySlice<Token>, _ source: SourceFile
  ) -> Bool {
    var end = open.span.end
    for token in inside
    where token.span.start > open.span.start && token.span.start <= close.span.start {
      if token.kind == .newline { return true }
      if !token.leadingTrivia.isEmpty { return true }
      // A string of several lines counts, too.
      if source.hasLineBreak(end, token.span.end) { return true }
      end = token.span.end
    }
    return false
  }
}

extension SyntaxTree {
  /// The tokens of a part of the file.
  /// - Complexity: O(log n)
  fileprivate func tokens(in span: SourceSpan) -> ArraySlice<Token> {
    tokens[place(span.start)..<place(span.end)]
  }

  /// Of the first token that begins at an offset or after it.
  private func place(_ offset: Int) -> Int {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].span.start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ColumnsEntry {
  fileprivate var alignment: BlockLayout.Alignment? {
    if case .checks = kind { .colon } else { nil }
  }
}

extension SourceFile {
  /// Whether a line ends between two places.
  package func hasLineBreak(_ start: Int, _ end: Int) -> Bool {
    start < end && bytes[start..<end].contains(0x0a)
  }
}
