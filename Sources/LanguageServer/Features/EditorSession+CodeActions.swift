import Engine
import Language

extension EditorSession {
  /// The fix-its of findings that touch a range, each with its finding.
  mutating func codeActions(_ document: Document, _ parameters: JSON) -> JSON {
    let only = parameters["context"]?["only"]?.elements?.compactMap(\.text)
    if let only, !only.contains(where: { $0.isEmpty || $0 == "quickfix" }) { return .array([]) }
    let start = Position(parameters["range"]?["start"]).map(document.offset(of:)) ?? 0
    let end = Position(parameters["range"]?["end"]).map(document.offset(of:)) ?? start
    var actions: [JSON] = []
    let analysis = analysis(document)
    for diagnostic in findings(document)
    where diagnostic.span.file === analysis.tree.source && diagnostic.span.start <= max(start, end)
      && diagnostic.span.end >= start
    {
      for fixIt in diagnostic.fixIts where fixIt.span.file === analysis.tree.source {
        actions.append(action(fixIt, of: diagnostic, document))
      }
    }
    return .array(actions)
  }

  private func action(_ fixIt: FixIt, of diagnostic: Diagnostic, _ document: Document) -> JSON {
    let edit = document.edit(fixIt.span.range, fixIt.replacement)
    return .object([
      "title": .string(fixIt.message),
      "kind": .string("quickfix"),
      "diagnostics": .array([json(diagnostic, document)]),
      "isPreferred": diagnostic.fixIts.count == 1 ? .boolean(true) : nil,
      "edit": .object(["changes": .object([JSON.Member(document.uri, .array([edit]))])]),
    ])
  }
}
