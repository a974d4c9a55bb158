import Engine
import Language

extension EditorSession {
  /// The findings of a document, as the editor marks them.
  mutating func diagnostics(_ document: Document) -> [JSON] {
    let analysis = analysis(document)
    return analysis.diagnostics.compactMap { diagnostic in
      if diagnostic.span.file === analysis.tree.source { return json(diagnostic, document) }
      guard diagnostic.severity == .error, let line = analysis.tree.imports.first else {
        return nil
      }
      return json(diagnostic.told(at: line.path.span), document)
    }
  }

  func json(_ diagnostic: Diagnostic, _ document: Document) -> JSON {
    let severity =
      switch diagnostic.severity {
      case .error: 1
      case .warning: 2
      case .note: 3
      }
    var text = diagnostic.message
    if !diagnostic.label.isEmpty { text += "\n" + diagnostic.label }
    for note in diagnostic.notes { text += "\n= note: " + note }
    for fixIt in diagnostic.fixIts { text += "\n= help: " + fixIt.message }
    var related: JSON?
    if client.showsRelatedPlaces, !diagnostic.secondary.isEmpty {
      related = .array(
        diagnostic.secondary.map { label in
          .object(["location": location(label.span, document), "message": .string(label.text)])
        })
    }
    let isUnused = diagnostic.code.marksUnused && client.showsTags
    return .object([
      "range": document.range(diagnostic.span.range),
      "severity": .integer(severity),
      "code": .string(diagnostic.code.id),
      "source": .string("tidemark"),
      "message": .string(text),
      "tags": isUnused ? .array([.integer(1)]) : nil,
      "relatedInformation": related,
    ])
  }

  /// A place in this document or another one.
  func location(_ span: SourceSpan, _ document: Document) -> JSON {
    if span.file.path == document.path {
      return .object(["uri": .string(document.uri), "range": document.range(span.range)])
    }
    let uri = DocumentAddress.uri(span.file.path)
    let other =
      documents[uri]
      ?? Document(
        uri: uri, version: nil, text: String(decoding: span.file.bytes, as: UTF8.self),
        encoding: client.encoding)
    return .object(["uri": .string(uri), "range": other.range(span.range)])
  }
}

extension Diagnostic {
  /// A mistake of an imported file, at the place of the import.
  fileprivate func told(at place: SourceSpan) -> Diagnostic {
    Diagnostic(
      code, "\(span): \(message)", at: place, severity: severity,
      secondary: [Label(span, message)])
  }
}

extension DiagnosticCode {
  /// What it marks has no effect: editors show it faded.
  var marksUnused: Bool { title.contains("nobody uses") || title.contains("unused") }
}
