import Language

/// The files that rules import, as the editor has them where they are open.
struct OpenFiles: FileLoader {
  let files: any FileLoader
  /// The bytes of open texts, by `identity`.
  private let open: [String: [UInt8]]

  init(_ files: any FileLoader, _ documents: some Sequence<Document>) {
    self.files = files
    open = Dictionary(
      documents.filter { DocumentAddress.isFile($0.uri) }.map {
        (files.identity(of: $0.tree.source), $0.bytes)
      }, uniquingKeysWith: { first, _ in first })
  }

  func identity(of root: SourceFile) -> String { files.identity(of: root) }

  func find(_ path: String, from file: SourceFile) throws(LoadFailure) -> FoundFile {
    try files.find(path, from: file)
  }

  func read(_ file: FoundFile, atMost limit: Int) throws(LoadFailure) -> [UInt8] {
    guard let bytes = open[file.identity] else { return try files.read(file, atMost: limit) }
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    return bytes
  }
}
