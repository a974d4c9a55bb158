import Engine
import JSONText
import Language

/// A conversation with an editor in the language server protocol, version 3.17.
///
/// Bytes go in by `receive`, answers come out by `send`. Diagnostics follow when `settle` is called,
/// which the owner does when no input waits: so a burst of typing is checked once.
package struct EditorSession {
  enum Phase {
    case waiting, running, shutDown
  }

  let catalogue: Catalogue
  let version: String
  let files: ServerFiles
  private let send: (String) -> Void

  private var reader = MessageReader()
  private var phase = Phase.waiting
  var client = ClientAbilities()
  var documents: [String: Document] = [:]
  var baselines = BaselineShelf()
  var workspace = Workspace()
  /// Documents whose diagnostics the editor does not have yet.
  private var unpublished: Set<String> = []
  /// Set by `exit`.
  package private(set) var exitStatus: Int32?

  package init(
    catalogue: Catalogue, version: String, files: ServerFiles, send: @escaping (String) -> Void
  ) {
    self.catalogue = catalogue
    self.version = version
    self.files = files
    self.send = send
  }

  /// Whether `settle` has something to do.
  package var isUnsettled: Bool { !unpublished.isEmpty }

  /// The status to exit with when the input ends.
  package var statusAtEnd: Int32 { exitStatus ?? (phase == .shutDown ? 0 : 1) }

  package func document(_ uri: String) -> Document? { documents[uri] }

  // MARK: Messages

  /// Takes the next bytes of the input and answers what is whole in them.
  package mutating func receive(_ bytes: some Sequence<UInt8>) {
    let items = reader.take(bytes)
    var messages: [Result<Message, MessageFault>] = []
    for item in items {
      switch item {
      case .content(let content): messages.append(Message.parse(content))
      case .fault(let reason):
        messages.append(.failure(MessageFault(id: .null, .parseError, reason)))
      }
    }
    let cancelled = EditorSession.cancelled(in: messages)
    for message in messages where exitStatus == nil {
      switch message {
      case .failure(let fault): answer(fault.id, .failure(fault.error))
      case .success(.response): break
      case .success(.notification(let method, let parameters)): notice(method, parameters)
      case .success(.request(let id, let method, let parameters)):
        if cancelled.contains(id.text(.compact)) {
          answer(id, .failure(ResponseError(.cancelled, "the editor took it back")))
        } else {
          answer(id, result(method, parameters))
        }
      }
    }
  }

  /// Requests that the editor took back before they were begun.
  private static func cancelled(in messages: [Result<Message, MessageFault>]) -> Set<String> {
    var ids: Set<String> = []
    for case .success(.notification("$/cancelRequest", let parameters)) in messages {
      if let id = parameters["id"] { ids.insert(id.text(.compact)) }
    }
    return ids
  }

  private func answer(_ id: JSON, _ result: Result<JSON, ResponseError>) {
    switch result {
    case .success(let value):
      write(.object(["jsonrpc": .string("2.0"), "id": id, "result": value]))
    case .failure(let error):
      write(.object(["jsonrpc": .string("2.0"), "id": id, "error": error.json]))
    }
  }

  private func notify(_ method: String, _ parameters: JSON) {
    write(
      .object(["jsonrpc": .string("2.0"), "method": .string(method), "params": parameters]))
  }

  private func write(_ json: JSON) {
    let text = json.text(.compact)
    send("Content-Length: \(text.utf8.count)\r\n\r\n\(text)")
  }

  // MARK: Requests

  private mutating func result(_ method: String, _ parameters: JSON) -> Result<JSON, ResponseError>
  {
    switch (method, phase) {
    case ("initialize", .waiting):
      phase = .running
      client = ClientAbilities(parameters["capabilities"] ?? .null)
      openFolders(parameters)
      return .success(initializeResult)
    case (_, .waiting):
      return .failure(ResponseError(.notInitialized, "`initialize` comes first"))
    case ("initialize", _):
      return .failure(ResponseError(.invalidRequest, "`initialize` was sent already"))
    case (_, .shutDown):
      return .failure(ResponseError(.invalidRequest, "nothing but `exit` follows `shutdown`"))
    case ("shutdown", .running):
      phase = .shutDown
      return .success(.null)
    case (_, .running):
      guard let feature = Feature(rawValue: method) else {
        return .failure(ResponseError(.methodNotFound, "this server has no `\(method)`"))
      }
      return self.result(feature, parameters)
    }
  }

  private mutating func result(
    _ feature: Feature, _ parameters: JSON
  ) -> Result<JSON, ResponseError> {
    guard let uri = parameters["textDocument"]?["uri"]?.text else {
      return .failure(
        ResponseError(.invalidParameters, "`\(feature.rawValue)` names a `textDocument`"))
    }
    guard let document = documents[uri] else {
      return .failure(ResponseError(.invalidParameters, "\(uri) is not open"))
    }
    guard feature.needsPosition else {
      return .success(result(feature, document, parameters, at: 0))
    }
    guard let position = Position(parameters["position"]) else {
      return .failure(ResponseError(.invalidParameters, "`position` is no place in a text"))
    }
    return .success(result(feature, document, parameters, at: document.offset(of: position)))
  }

  private mutating func result(
    _ feature: Feature, _ document: Document, _ parameters: JSON, at offset: Int
  ) -> JSON {
    switch feature {
    case .formatting: formatting(document)
    case .codeAction: codeActions(document, parameters)
    case .hover: hover(document, at: offset)
    case .completion: completion(document, at: offset)
    case .definition: definition(document, at: offset)
    case .documentSymbol: symbols(document)
    case .references: references(document, parameters, at: offset)
    case .prepareRename: renamed(document, at: offset)
    case .rename: rename(document, parameters, at: offset)
    case .semanticTokens: semanticTokens(document)
    }
  }

  // MARK: Notifications

  private mutating func notice(_ method: String, _ parameters: JSON) {
    if method == "exit" { return exitStatus = phase == .shutDown ? 0 : 1 }
    guard phase == .running else { return }
    let named = parameters["textDocument"]
    guard let uri = named?["uri"]?.text else { return noticeFiles(method, parameters) }
    switch method {
    case "textDocument/didOpen":
      let document = Document(
        uri: uri, version: named?["version"]?.whole, text: named?["text"]?.text ?? "",
        encoding: client.encoding)
      documents[uri] = document
      expireFiles()
      recheck(document)
    case "textDocument/didChange":
      guard let document = documents[uri] else { return }
      for change in parameters["contentChanges"]?.elements ?? [] { document.apply(change) }
      document.setVersion(named?["version"]?.whole)
      recheck(document)
    case "textDocument/didSave":
      // Others may read what was saved.
      expireFiles()
      unpublished.formUnion(documents.keys)
    case "textDocument/didClose":
      guard let document = documents.removeValue(forKey: uri) else { return }
      expireFiles()
      recheck(document)
      unpublished.remove(uri)
      publish(uri, version: nil, [])
    default: break
    }
  }

  /// What is not about one document.
  private mutating func noticeFiles(_ method: String, _ parameters: JSON) {
    switch method {
    case "workspace/didChangeWatchedFiles": expireFiles()
    case "workspace/didChangeWorkspaceFolders": changeFolders(parameters["event"])
    default: return
    }
    unpublished.formUnion(documents.keys)
  }

  /// A text has changed, and with it what is found in those that it is read with.
  private mutating func recheck(_ document: Document) {
    unpublished.insert(document.uri)
    unpublished.formUnion(dependents(on: document))
  }

  // MARK: Findings

  /// Sends the diagnostics of documents that have changed.
  package mutating func settle() {
    for uri in unpublished.sorted() {
      guard let document = documents[uri] else { continue }
      publish(uri, version: document.version, diagnostics(document))
    }
    unpublished = []
  }

  /// Looks whether baselines of open documents have changed; `settle` then tells what follows.
  package mutating func refresh() {
    expireFiles()
    for (uri, document) in documents {
      guard let known = document.analysis?.baseline else { continue }
      if files.stamp(known.path) != known.stamp { unpublished.insert(uri) }
    }
  }

  private func publish(_ uri: String, version: Int?, _ diagnostics: [JSON]) {
    notify(
      "textDocument/publishDiagnostics",
      .object([
        "uri": .string(uri), "version": version.map { .integer($0) },
        "diagnostics": .array(diagnostics),
      ]))
  }

  /// What is found in the text as it is now.
  mutating func analysis(_ document: Document) -> Analysis {
    analysis(document, readElsewhere: readElsewhere(document))
  }

  /// - Parameter readElsewhere: the names that programs read which the text is part of; nil where
  ///   it is a program itself.
  mutating func analysis(_ document: Document, readElsewhere: Set<String>?) -> Analysis {
    document.isLibrary = readElsewhere != nil
    let tree = document.tree
    let program = program(of: document)
    let baseline = baseline(of: program, document)
    if let found = document.analysis, found.tree.source === tree.source,
      found.program.importsSame(as: program),
      found.baseline?.stamp == baseline?.stamp, found.baseline?.path == baseline?.path,
      found.readElsewhere == readElsewhere
    {
      return found
    }
    let made = Analysis(
      tree, program, catalogue: catalogue, baseline: baseline, today: files.now(),
      readElsewhere: readElsewhere, files: identities(of: program, document))
    document.analysis = made
    return made
  }

  /// What was found last, in this text or an earlier one: fast enough for every key.
  mutating func lastAnalysis(_ document: Document) -> Analysis {
    document.analysis ?? analysis(document)
  }

  /// A text with all that it imports.
  private func program(of document: Document) -> SyntaxTree {
    let tree = document.tree
    guard !tree.imports.isEmpty || !tree.setFiles.isEmpty else { return Linker.link(tree) }
    let files = OpenFiles(files.loader(document.path), documents.values)
    return Linker.link(tree, by: files)
  }

  private func identities(of program: SyntaxTree, _ document: Document) -> Set<String> {
    let loader = files.loader(document.path)
    let imported = (program.links?.imported ?? []).map { loader.identity(of: $0.source) }
    return Set(imported + [identity(of: document)])
  }

  private mutating func baseline(
    of program: SyntaxTree, _ document: Document
  ) -> BaselineShelf.Loaded? {
    guard DocumentAddress.isFile(document.uri), let path = Analysis.baselinePath(program) else {
      return nil
    }
    return baselines.baseline(path, files)
  }
}

extension SyntaxTree {
  /// Whether what came from other files is the same, byte for byte.
  fileprivate func importsSame(as other: SyntaxTree) -> Bool {
    (links?.files ?? []).elementsEqual(other.links?.files ?? []) {
      $0.path == $1.path && $0.bytes == $1.bytes
    }
  }
}
