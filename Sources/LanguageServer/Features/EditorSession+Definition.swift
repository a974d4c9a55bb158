import Engine
import Language

extension EditorSession {
  /// Where the name at a place is declared.
  mutating func definition(_ document: Document, at offset: Int) -> JSON {
    let analysis = analysis(document)
    if let path = importedPath(analysis.tree, at: offset) {
      let file = ServerFiles.resolve(path, beside: document.path)
      guard files.read(file) != nil else { return .null }
      return start(of: DocumentAddress.uri(file))
    }
    if let span = declaration(at: offset, analysis) { return location(span, document) }
    // A library may use what the files declare that import it.
    for user in mainFiles(of: document) {
      let program = self.analysis(user)
      if let span = declaration(at: offset, analysis, of: program) {
        return location(span, document)
      }
    }
    return .null
  }

  private func start(of uri: String) -> JSON {
    let start = Position(line: 0, character: 0).json
    return .object([
      "uri": .string(uri), "range": .object(["start": start, "end": start]),
    ])
  }

  private func importedPath(_ tree: SyntaxTree, at offset: Int) -> String? {
    tree.imports.first { $0.span.start <= offset && offset <= $0.span.end }?.path.text
  }

  /// - Parameter program: where names are looked up; the text's own where it is nil.
  private func declaration(
    at offset: Int, _ analysis: Analysis, of program: Analysis? = nil
  ) -> SourceSpan? {
    let tree = analysis.tree
    let program = program ?? analysis
    guard let name = NameAtCursor(at: offset, in: tree) else { return nil }
    let context = CursorContext(at: name.range.lowerBound, in: tree)
    guard !context.isInText else { return nil }
    switch context.expectation(catalogue) {
    case .rule: return program.place(ofRule: name.text)
    case .sink: return program.sinks[name.text]?.name.span
    case .words, .sinkKind, .task, .clause, .declaration: return nil
    default: break
    }
    if !name.isQuoted {
      if name.text == context.loopVariable { return tree.loopVariable(at: offset) }
      if let declared = program.scope.declared(name.text) { return declared.span }
    }
    return tree.entry(ofColumn: name.text)
  }
}

extension Analysis {
  /// Where a rule, or a check by its id, is written.
  func place(ofRule id: String) -> SourceSpan? {
    for case .rule(let rule) in program.declarations where rule.name.text == id {
      return rule.name.span
    }
    return ruleset.rules.first { $0.id == id }?.span
  }
}

extension SyntaxTree {
  /// Where the variable of the loop that a place is in is named.
  func loopVariable(at offset: Int) -> SourceSpan? {
    for case .rule(let rule) in declarations
    where rule.span.start <= offset && offset <= rule.span.end {
      for case .forEach(_, let variable, _) in rule.clauses.map(\.kind) { return variable.span }
    }
    return nil
  }

  /// Where `columns { }` speaks of a column by its name.
  func entry(ofColumn name: String) -> SourceSpan? {
    for case .columns(let block) in declarations {
      for entry in block.entries {
        if case .checks(.path(let path), _) = entry.kind, path.text == name { return path.span }
      }
    }
    return nil
  }
}
