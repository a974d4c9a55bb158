import Engine
import Language

extension EditorSession {
  /// The findings of a document, as the editor marks them.
  mutating func diagnostics(_ document: Document) -> [JSON] {
    let analysis = analysis(document)
    return findings(document).compactMap { diagnostic in
      if diagnostic.span.file === analysis.tree.source { return json(diagnostic, document) }
      guard diagnostic.severity == .error, let line = analysis.tree.imports.first else {
        return nil
      }
      return json(diagnostic.told(at: line.path.span), document)
    }
  }

  /// What is wrong with a document; with a library, what the programs show that it is part of.
  mutating func findings(_ document: Document) -> [Diagnostic] {
    let analysis = analysis(document)
    guard analysis.readElsewhere != nil else { return analysis.diagnostics }
    let source = analysis.tree.source
    let identity = identity(of: document)
    var found = analysis.diagnostics.filter(analysis.tree.tellsAlone)
    var told: Set<String> = []
    for user in mainFiles(of: document) {
      let program = self.analysis(user, readElsewhere: nil)
      let loader = files.loader(user.path)
      for diagnostic in program.diagnostics
      where diagnostic.span.file !== program.tree.source
        && loader.identity(of: diagnostic.span.file) == identity
        && diagnostic.span.file.bytes == source.bytes
      {
        let key = "\(diagnostic.code.id) \(diagnostic.span.range) \(diagnostic.message)"
        if told.insert(key).inserted { found.append(diagnostic.moved(to: source)) }
      }
    }
    return found.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
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
    let unopened = Document(span.file, encoding: client.encoding)
    let identity = identity(of: unopened)
    // Editors have their own spelling of the addresses of open files.
    let other =
      documents[unopened.uri] ?? documents.values.first { self.identity(of: $0) == identity }
      ?? unopened
    return .object(["uri": .string(other.uri), "range": other.range(span.range)])
  }
}

extension Diagnostic {
  /// The same of a file of the same text, as another program has it.
  fileprivate func moved(to source: SourceFile) -> Diagnostic {
    let old = span.file
    let move = { (span: SourceSpan) in
      span.file === old ? SourceSpan(source, span.start, span.end) : span
    }
    return Diagnostic(
      code, message, at: move(span), severity: severity, label: label,
      secondary: secondary.map { Label(move($0.span), $0.text) }, notes: notes,
      fixIts: fixIts.map { FixIt($0.message, replace: move($0.span), with: $0.replacement) })
  }

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
