import Engine
import Language

/// One of the three files of a merge, by what can be merged in it.
struct MergeSide {
  /// An entry of `columns { }`.
  struct Entry {
    let key: String
    let entry: ColumnsEntry
    /// Comments on lines of their own before it, and where its first token is.
    let comments: [SourceSpan]
    /// Whether a comment stands within it, or after it on its line.
    let holdsComments: Bool
    /// Its checks, each with what it says something of.
    let slots: [(String, ColumnCheck)]
  }

  let tree: SyntaxTree
  /// By column; of one column several may stand in a file that a person has written.
  private(set) var entries: [String: [Entry]] = [:]
  /// Keys of entries in order.
  private(set) var order: [String] = []
  /// Blocks of columns in order.
  private(set) var blocks: [ColumnsDeclaration] = []

  init(_ tree: SyntaxTree) {
    self.tree = tree
    for case .columns(let block) in tree.declarations {
      blocks.append(block)
      for entry in block.entries { add(entry) }
    }
  }

  private mutating func add(_ entry: ColumnsEntry) {
    let key = MergeSide.key(entry)
    if entries[key] == nil { order.append(key) }
    let first = tree.index(of: entry.span.start)
    let last = tree.index(of: entry.span.end)
    let own = MergeSide.comments(tree.tokens[first]).filter(isAlone)
    let holds =
      tree.tokens[first..<last].dropFirst().contains { !MergeSide.comments($0).isEmpty }
      || !trailing(entry.span.end).isEmpty
    let checks: [ColumnCheck] = if case .checks(_, let checks) = entry.kind { checks } else { [] }
    entries[key, default: []].append(
      Entry(
        key: key, entry: entry, comments: own, holdsComments: holds,
        slots: checks.map { (slot($0), $0) }))
  }

  /// Comments on the line on which something ends, after it.
  func trailing(_ end: Int) -> [SourceSpan] {
    var result: [SourceSpan] = []
    var place = end
    var index = tree.index(of: end)
    while index < tree.tokens.count {
      let token = tree.tokens[index]
      for comment in MergeSide.comments(token) where comment.start >= end {
        if tree.source.hasLineBreak(place, comment.start) { return result }
        result.append(comment)
        place = comment.end
      }
      guard token.text == ",", !tree.source.hasLineBreak(place, token.span.start) else { break }
      place = token.span.end
      index += 1
    }
    return result
  }

  private func isAlone(_ comment: SourceSpan) -> Bool {
    let start = tree.source.lineStarts[tree.source.position(of: comment.start).line - 1]
    return tree.source.bytes[start..<comment.start].allSatisfy {
      $0 == 0x20 || (9...13).contains($0)
    }
  }

  static func comments(_ token: Token) -> [SourceSpan] {
    token.leadingTrivia.compactMap { trivia in
      switch trivia {
      case .lineComment(let span), .blockComment(let span), .documentation(let span): span
      case .blankLine: nil
      }
    }
  }

  /// The text of a comment without white space at its end.
  static func comment(_ span: SourceSpan) -> Substring {
    var text = span.text[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }

  /// The texts of the tokens of a place, whatever stands between them.
  func words(_ span: SourceSpan) -> [String] {
    tree.tokens[tree.index(of: span.start)..<tree.index(of: span.end)]
      .filter { $0.kind != .newline }.map(\.text)
  }

  /// The texts of the tokens of a place and of the comments between them.
  func wordsAndComments(_ span: SourceSpan) -> [String] {
    let first = tree.index(of: span.start)
    return tree.tokens[first..<tree.index(of: span.end)].enumerated().flatMap { index, token in
      (index == 0 ? [] : MergeSide.comments(token).map { String(MergeSide.comment($0)) })
        + (token.kind == .newline ? [] : [token.text])
    }
  }

  // MARK: Keys

  private static func key(_ entry: ColumnsEntry) -> String {
    switch entry.kind {
    case .noMissingColumns: " missing"
    case .noExtraColumns: " extra"
    case .baselineOrder: " order"
    case .checks(.path(let path), _): path.text
    case .checks(let selector, _): " " + selector.span.text
    }
  }

  /// `columns.x.min`, as verdicts name it.
  static func id(_ key: String, _ slot: String? = nil) -> String {
    let names = [" missing": "no missing columns", " extra": "no extra columns"]
    if let name = names[key] { return name }
    return "columns." + key + (slot.map { "." + $0 } ?? "")
  }

  /// What a check says something of: two of a column with the same slot are the same check, whatever
  /// their bounds.
  private func slot(_ check: ColumnCheck) -> String {
    guard let subject = check.subject else { return check.bound?.checkName ?? "" }
    let word = subject.path.text
    if subject.arguments == nil {
      if TypeName(rawValue: word) != nil, word != "categorical" { return "type" }
      if word == "complete" { return "completeness" }
      if word == "unique" { return "uniqueness" }
    }
    return words(subject.span).joined()
  }

  /// Which of the old comments each of the new ones continues: those that begin alike, in order.
  static func paired(_ olds: [Substring], _ news: [Substring]) -> [Int?] {
    var waiting: [Substring: [Int]] = [:]
    for index in olds.indices.reversed() { waiting[kind(olds[index]), default: []].append(index) }
    return news.map { waiting[kind($0)]?.popLast() }
  }

  /// The first two words of a comment.
  private static func kind(_ comment: Substring) -> Substring {
    let words = comment.split(whereSeparator: { !$0.isLetter && $0 != "'" }).prefix(2)
    guard let first = words.first, let last = words.last else { return comment }
    return first + " " + last
  }
}

extension SyntaxTree {
  /// The first token that begins at a place or after it.
  func index(of place: Int) -> Int {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].span.start < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
