import Engine
import Language

extension EditorSession {
  /// The edits that print a document in the one style; none for a file with mistakes.
  func formatting(_ document: Document) -> JSON {
    let tree = document.tree
    guard let text = Formatter.format(tree) else { return .null }
    let edits = SpaceEdits.between(tree.source.bytes, Array(text.utf8))
    return .array(
      edits.map { edit in
        document.edit(edit.range, String(decoding: edit.replacement, as: UTF8.self))
      })
  }
}
