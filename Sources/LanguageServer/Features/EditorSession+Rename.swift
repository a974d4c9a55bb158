import Engine
import Language

extension EditorSession {
  /// Where the `let` or derived column at a place is read.
  mutating func references(_ document: Document, _ parameters: JSON, at offset: Int) -> JSON {
    guard let found = declared(document, at: offset) else { return .null }
    let withDeclaration = parameters["context"]?["includeDeclaration"]?.isTrue ?? false
    return .array(
      found.places.filter { withDeclaration || $0 != found.name.span }
        .map { location($0, document) })
  }

  /// Whether the name at a place can be changed, and where it stands.
  mutating func renamed(_ document: Document, at offset: Int) -> JSON {
    guard declared(document, at: offset) != nil,
      let name = NameAtCursor(at: offset, in: document.tree)
    else { return .null }
    return .object([
      "range": document.range(name.range), "placeholder": .string(name.text),
    ])
  }

  /// The edits that give the `let` or derived column at a place another name.
  mutating func rename(_ document: Document, _ parameters: JSON, at offset: Int) -> JSON {
    guard let found = declared(document, at: offset), let name = parameters["newName"]?.text,
      !name.isEmpty, !name.contains("`"), Quoting.name(name) == name
    else { return .null }
    let edits = found.places.map { document.edit($0.range, name) }
    return .object(["changes": .object([JSON.Member(document.uri, .array(edits))])])
  }

  private mutating func declared(
    _ document: Document, at offset: Int
  ) -> (name: Name, places: [SourceSpan])? {
    let analysis = analysis(document)
    let tree = analysis.tree
    guard let at = NameAtCursor(at: offset, in: tree), !at.isQuoted,
      let declared = analysis.scope.lets[at.text] ?? analysis.scope.derived[at.text],
      declared.name.span.file === tree.source, reads(at, declared.name, tree)
    else { return nil }
    let places = tree.tokens.filter { token in
      guard token.kind == .word, token.text == at.text,
        let name = NameAtCursor(at: token.span.start, in: tree), name.text == at.text
      else { return false }
      return reads(name, declared.name, tree)
    }
    return (declared.name, places.map(\.span))
  }

  /// Whether a word is the name of a declaration or reads it, rather than being an option, a loop's
  /// variable or a keyword of the same spelling.
  private func reads(_ name: NameAtCursor, _ declared: Name, _ tree: SyntaxTree) -> Bool {
    if name.range == declared.span.range { return true }
    let context = CursorContext(at: name.range.lowerBound, in: tree)
    guard !context.isInText, context.loopVariable != name.text else { return false }
    let next = name.tokens.upperBound
    let isLabel = next < tree.tokens.count && tree.tokens[next].isSign(":")
    if isLabel { return context.expectation(catalogue) == .selector }
    switch context.expectation(catalogue) {
    case .row, .window, .given, .columnSet, .selector: return true
    default: return false
    }
  }
}
