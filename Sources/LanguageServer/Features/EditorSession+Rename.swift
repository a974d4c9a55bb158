import Engine
import Language

extension EditorSession {
  /// Where the name at a place is read, in all files that may read it.
  mutating func references(_ document: Document, _ parameters: JSON, at offset: Int) -> JSON {
    guard let found = declaredName(document, at: offset) else { return .null }
    let withDeclaration = parameters["context"]?["includeDeclaration"]?.isTrue ?? false
    return .array(
      found.places.filter { withDeclaration || !found.isDeclaration($0.span) }
        .map { place in
          .object([
            "uri": .string(place.document.uri), "range": place.document.range(place.span.range),
          ])
        })
  }

  /// Whether the name at a place can be changed, and where it stands.
  mutating func renamed(_ document: Document, at offset: Int) -> JSON {
    guard declaredName(document, at: offset) != nil,
      let name = NameAtCursor(at: offset, in: document.tree)
    else { return .null }
    return .object([
      "range": document.range(name.range), "placeholder": .string(name.text),
    ])
  }

  /// The edits that give the name at a place another spelling, in all files where it stands; none
  /// where that is no name, or one that is taken.
  mutating func rename(_ document: Document, _ parameters: JSON, at offset: Int) -> JSON {
    guard let found = declaredName(document, at: offset), let name = parameters["newName"]?.text,
      !name.isEmpty, !name.contains("`"), Quoting.name(name) == name,
      name == found.name.text || !found.taken.contains(name)
    else { return .null }
    var edits: [JSON.Member] = []
    for (other, spans) in found.byDocument {
      edits.append(JSON.Member(other.uri, .array(spans.map { other.edit($0.range, name) })))
    }
    return .object(["changes": .object(edits)])
  }
}
