import Engine
import Language

/// A name that `let`, `define` or `derive` declares, and every place where it stands.
struct DeclaredName {
  let name: Name
  let places: [(document: Document, span: SourceSpan)]
  /// Names that are declared where it is read.
  let taken: Set<String>

  func isDeclaration(_ span: SourceSpan) -> Bool {
    span.file.path == name.span.file.path && span.range == name.span.range
  }

  /// Its places by document.
  var byDocument: [(document: Document, spans: [SourceSpan])] {
    var all: [(document: Document, spans: [SourceSpan])] = []
    for (document, span) in places {
      if all.last?.document !== document { all.append((document, [])) }
      all[all.count - 1].spans.append(span)
    }
    return all
  }
}

extension EditorSession {
  /// What declares the name at a place: this file, one that it imports, or one that imports it.
  mutating func declaration(
    of at: NameAtCursor, in document: Document
  ) -> (name: Name, scope: Scope)? {
    let tree = document.tree
    let text = at.text
    guard !tree.shadows(of: text).contains(where: { $0.contains(at.range.lowerBound) }) else {
      return nil
    }
    var scopes = [analysis(document).scope]
    scopes += mainFiles(of: document).map { analysis($0).scope }
    for scope in scopes {
      guard let name = scope.declared(text) else { continue }
      let isItself =
        name.span.range == at.range
        && identity(of: document) == files.loader(document.path).identity(of: name.span.file)
      let isDefinition = scope.definitions[text] != nil
      if isItself || reads(at, isDefinition: isDefinition, tree) { return (name, scope) }
    }
    return nil
  }

  /// The name at a place, wherever it is declared and read.
  mutating func declaredName(_ document: Document, at offset: Int) -> DeclaredName? {
    guard let at = NameAtCursor(at: offset, in: document.tree), !at.isQuoted,
      let (name, scope) = declaration(of: at, in: document)
    else { return nil }
    let home = files.loader(name.span.file.path).identity(of: name.span.file)
    var related = imports().related(to: home)
    let known = Set(related.map(identity(of:)))
    // Files outside of the workspace that are reached by imports.
    for tree in analysis(document).program.links?.imported ?? [] {
      let other = Document(tree.source, encoding: client.encoding)
      if !known.contains(identity(of: other)) { related.append(other) }
    }
    if !known.contains(identity(of: document)) { related.append(document) }
    var places: [(document: Document, span: SourceSpan)] = []
    let isDefinition = scope.definitions[at.text] != nil
    for other in related {
      let tree = other.tree
      let isHome = identity(of: other) == home
      let shadows = tree.shadows(of: at.text)
      for token in tree.tokens where token.kind == .word && token.text == at.text {
        guard let found = NameAtCursor(at: token.span.start, in: tree), found.text == at.text,
          !shadows.contains(where: { $0.contains(token.span.start) }),
          isHome && token.span.range == name.span.range
            || reads(found, isDefinition: isDefinition, tree)
        else { continue }
        places.append((other, token.span))
      }
    }
    let taken = Set(scope.lets.keys).union(scope.definitions.keys).union(scope.derived.keys)
    return DeclaredName(name: name, places: places, taken: taken)
  }

  /// Whether a word reads a declaration, rather than being an option, a loop's variable or a keyword
  /// of the same spelling.
  ///
  /// - Parameter isDefinition: it may stand as a check of `columns { }`.
  private func reads(_ name: NameAtCursor, isDefinition: Bool, _ tree: SyntaxTree) -> Bool {
    let context = CursorContext(at: name.range.lowerBound, in: tree)
    guard !context.isInText, context.loopVariable != name.text else { return false }
    let next =
      name.tokens.upperBound < tree.tokens.count ? tree.tokens[name.tokens.upperBound] : nil
    // What is called is a definition, else a function or a metric of the same name.
    if next?.isSign("(") == true, !isDefinition { return false }
    if next?.isSign(":") == true { return context.expectation(catalogue) == .selector }
    switch context.expectation(catalogue) {
    case .row, .window, .given, .columnSet, .selector: return true
    case .check: return isDefinition
    default: return false
    }
  }
}

extension Scope {
  /// The name of a `let`, `define` or `derive`.
  func declared(_ name: String) -> Name? {
    (lets[name] ?? definitions[name] ?? derived[name])?.name
  }
}

extension SyntaxTree {
  /// Where a name means a parameter of a definition.
  func shadows(of name: String) -> [Range<Int>] {
    declarations.compactMap { declaration in
      guard case .define(let named) = declaration,
        named.parameters.contains(where: { $0.text == name })
      else { return nil }
      return named.name.span.end..<named.span.end
    }
  }
}
