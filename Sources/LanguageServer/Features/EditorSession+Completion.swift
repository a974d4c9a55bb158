import Engine
import Language

extension EditorSession {
  /// What may be written at a place.
  mutating func completion(_ document: Document, at offset: Int) -> JSON {
    let tree = document.tree
    let start = NameAtCursor.start(before: offset, in: tree.tokens)
    let context = CursorContext(at: start, in: tree)
    let inside = CursorContext(at: offset, in: tree)
    guard !context.isInText, !inside.isInText else { return .array([]) }
    let proposals = Proposals(
      context: context, catalogue: catalogue, analysis: lastAnalysis(document),
      isMarkdown: client.hasMarkdownCompletion)
    // A back-tick that is open covers what follows it; only what stands before the cursor is replaced.
    let prefix = start..<max(start, offset)
    let range = document.range(prefix)
    let text = tree.source.text(prefix)
    let items = proposals.items(context.expectation(catalogue)).enumerated().map { index, item in
      item.json(replacing: range, text, at: index, snippets: client.hasSnippets)
    }
    return .object(["isIncomplete": .boolean(false), "items": .array(items)])
  }
}
