/// Makes one program of a rule file and what it imports.
///
/// The declarations of a file come after those of the files that it imports, and a file that is reached
/// by several ways comes once. Overrides are carried out and monitors put together, so that what follows
/// sees declarations alone. Each mistake is a diagnostic of the program.
///
/// - Complexity: O(bytes of all files + files²)
package struct Linker {
  let loader: any FileLoader
  let limits: Parser.Limits
  var files: [LinkedFile] = []
  var diagnostics: [Diagnostic] = []
  private var indices: [String: Int] = [:]
  /// Of `files`, imported ones first.
  private var order: [Int] = []
  /// Files that are being read, each with the import that led to the next.
  private var chain: [(file: Int, import: SourceSpan)] = []
  private var isFull = false

  /// A tree with the declarations of all files; one that is linked already stays as it is.
  package static func link(
    _ root: SyntaxTree, by loader: any FileLoader = NoFiles(),
    limits: Parser.Limits = Parser.Limits()
  ) -> SyntaxTree {
    guard root.links == nil else { return root }
    var linker = Linker(loader, limits)
    linker.visit(root, identity: loader.identity(of: root.source))
    return linker.program(root)
  }

  private init(_ loader: any FileLoader, _ limits: Parser.Limits) {
    self.loader = loader
    self.limits = limits
  }

  private mutating func visit(_ tree: SyntaxTree, identity: String) {
    let index = files.count
    files.append(LinkedFile(tree))
    indices[identity] = index
    for (position, declaration) in tree.imports.enumerated() {
      guard position < limits.imports else {
        reportTooMany(declaration)
        break
      }
      if let target = follow(declaration, from: index) { note(declaration, target, from: index) }
    }
    files[index].isOpen = false
    files[index].settle(files)
    order.append(index)
  }

  /// The file that an import names, read and followed in turn where it is new; nil after a report.
  private mutating func follow(_ declaration: ImportDeclaration, from index: Int) -> Int? {
    do {
      let found = try loader.find(declaration.path.text, from: files[index].tree.source)
      if let known = indices[found.identity] {
        guard files[known].isOpen else { return known }
        reportCircle(declaration, back: known, from: index)
        return nil
      }
      guard files.count <= limits.imports else {
        reportTooMany(declaration)
        return nil
      }
      let bytes = try loader.read(found, atMost: limits.fileBytes)
      let source = SourceFile(path: found.path, bytes: bytes)
      let target = files.count
      chain.append((index, declaration.path.span))
      defer { chain.removeLast() }
      visit(Parser.parse(source, as: .library, limits: limits), identity: found.identity)
      return target
    } catch {
      diagnostics.append(
        error.diagnostic(.importUnreadable, "rule file", at: declaration.path))
      return nil
    }
  }

  private mutating func note(
    _ declaration: ImportDeclaration, _ target: Int, from index: Int
  ) {
    if let first = files[index].imports.first(where: { $0.target == target }) {
      diagnostics.append(
        Diagnostic(
          .unusedImport, "this file is imported twice", at: declaration.span,
          secondary: [Diagnostic.Label(first.span, "the first one")]))
      return
    }
    files[index].imports.append((target, declaration.span))
  }

  private mutating func reportTooMany(_ declaration: ImportDeclaration) {
    guard !isFull else { return }
    isFull = true
    diagnostics.append(
      Diagnostic(
        .tooManyImports, "rules import \(limits.imports) files at most", at: declaration.span,
        label: "this is one more"))
  }

  private mutating func reportCircle(
    _ declaration: ImportDeclaration, back target: Int, from index: Int
  ) {
    let steps = chain.drop { $0.file != target }
    let names = (steps.map(\.file) + [index, target]).map { files[$0].tree.source.path }
    diagnostics.append(
      Diagnostic(
        .importCircle, "these files import each other: \(names.joined(separator: " → "))",
        at: declaration.path.span, label: steps.isEmpty ? "the file itself" : "and back again",
        secondary: steps.map { Diagnostic.Label($0.import, "from here") },
        notes: ["move what both need into a file that imports neither"]))
  }

  // MARK: The program

  private mutating func program(_ root: SyntaxTree) -> SyntaxTree {
    let declarations = mergedDeclarations()
    let sets = readSets()
    let imported = order.dropLast().map { files[$0].tree }
    return SyntaxTree(
      source: root.source, tokens: root.tokens, edition: root.edition, imports: root.imports,
      declarations: declarations,
      diagnostics: order.flatMap { files[$0].tree.diagnostics } + diagnostics,
      links: Links(
        imported: imported, files: imported.map(\.source) + sets.files, sets: sets.places,
        libraries: libraries()), isLibrary: root.isLibrary)
  }

  private mutating func mergedDeclarations() -> [Declaration] {
    guard files.count > 1 || files[0].hasOverrides else { return files[0].tree.declarations }
    var merge = DeclarationMerge(files)
    for index in order { merge.add(index) }
    var declarations = merge.finish()
    diagnostics += merge.diagnostics
    var rules = 0
    let most = limits.rules
    let extra = declarations.firstIndex { declaration in
      guard case .rule = declaration else { return false }
      rules += 1
      return rules > most
    }
    if let extra, case .rule(let rule) = declarations[extra] {
      diagnostics.append(
        Diagnostic(
          .tooManyRules, "a file and what it imports hold \(limits.rules) rules at most",
          at: rule.name.span, label: "this is one more"))
      declarations.removeSubrange(extra...)
    }
    return declarations
  }

  private func libraries() -> [Links.Library] {
    var imports: [Int: [SourceSpan]] = [:]
    for file in files {
      for (target, span) in file.imports { imports[target, default: []].append(span) }
    }
    return imports.keys.sorted().compactMap { index -> Links.Library? in
      let members = [index] + files[index].reached.sorted()
      var names: Set<String> = []
      for member in members {
        guard let declared = files[member].namesAlone else { return nil }
        names.formUnion(declared)
      }
      return Links.Library(names: names, imports: imports[index] ?? [])
    }
  }
}
