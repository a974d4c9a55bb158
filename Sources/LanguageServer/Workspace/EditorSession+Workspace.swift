import Engine
import Language

/// Which files of the workspace belong together: what imports what, unsaved text first.
extension EditorSession {
  /// Folders that the editor names when it says hello.
  mutating func openFolders(_ parameters: JSON) {
    let named = parameters["workspaceFolders"]?.elements?.compactMap { $0["uri"]?.text } ?? []
    let root = parameters["rootUri"]?.text
    for uri in named.isEmpty ? [root].compactMap(\.self) : named { openFolder(uri) }
  }

  mutating func openFolder(_ uri: String) {
    if DocumentAddress.isFile(uri) { workspace.add(DocumentAddress.path(uri)) }
  }

  mutating func changeFolders(_ event: JSON?) {
    for folder in event?["removed"]?.elements ?? [] {
      if let uri = folder["uri"]?.text { workspace.remove(DocumentAddress.path(uri)) }
    }
    for folder in event?["added"]?.elements ?? [] {
      if let uri = folder["uri"]?.text { openFolder(uri) }
    }
  }

  /// Files may have come, gone or changed.
  mutating func expireFiles() {
    workspace.expire()
    for document in documents.values { document.targets = nil }
  }

  /// What tells a text from others by whatever way it is reached.
  func identity(of document: Document) -> String {
    if let known = document.identity { return known }
    let made =
      DocumentAddress.isFile(document.uri)
      ? files.loader(document.path).identity(of: SourceFile(path: document.path, bytes: []))
      : document.path
    document.identity = made
    return made
  }

  /// All texts that there are: open ones, then files of the workspace that are not open.
  mutating func texts() -> [Document] {
    let open = documents.sorted { $0.key < $1.key }.map(\.value)
    let known = Set(open.map(identity(of:)))
    return open
      + workspace.documents(files, client.encoding).filter { !known.contains(identity(of: $0)) }
  }

  /// Identities of the files that a text imports itself.
  private func targets(of document: Document) -> [String] {
    if let known = document.targets { return known }
    var made: [String] = []
    // Most files import nothing, and need not be parsed to know it.
    if document.mayImport {
      let loader = files.loader(document.path)
      let tree = document.tree
      made = tree.imports.compactMap {
        try? loader.find($0.path.text, from: tree.source).identity
      }
    }
    document.targets = made
    return made
  }

  /// The graph of what imports what.
  mutating func imports() -> ImportGraph {
    let texts = texts()
    return ImportGraph(texts.map { (identity(of: $0), $0, targets(of: $0)) })
  }

  /// The programs that a library is part of: main files that reach it, at most some of them.
  mutating func mainFiles(of document: Document) -> [Document] {
    imports().mainFiles(of: identity(of: document))
  }

  /// Names that the programs read which a library is part of; nil where it is none.
  mutating func readElsewhere(_ document: Document) -> Set<String>? {
    guard DocumentAddress.isFile(document.uri) else { return nil }
    let users = mainFiles(of: document)
    guard !users.isEmpty else { return nil }
    var names: Set<String> = []
    for user in users { names.formUnion(analysis(user, readElsewhere: nil).ruleset.readNames) }
    return names
  }

  /// Open texts whose findings depend on another one, which may have changed.
  func dependents(on document: Document) -> [String] {
    let identity = identity(of: document)
    let reached = document.analysis?.files ?? []
    return documents.filter { _, other in
      guard other !== document, let files = other.analysis?.files else { return false }
      return files.contains(identity) || reached.contains(self.identity(of: other))
        || !files.isDisjoint(with: reached)
    }.map(\.key)
  }
}
