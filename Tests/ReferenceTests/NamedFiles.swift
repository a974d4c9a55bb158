import Language

/// The files that examples name.
struct NamedFiles: FileLoader {
  private let texts = [
    "common/limits.tide": "let least_rows = 3\nrule limits { expect column_count > 3 }\n",
    "common/rules.tide": "rule volume { expect row_count > 0 }\n",
    "countries.txt": "AT\nDE\n",
  ]

  func identity(of root: SourceFile) -> String { root.path }

  func find(_ path: String, from file: SourceFile) throws(LoadFailure) -> FoundFile {
    guard texts[path] != nil else { throw .missing(looked: path, near: []) }
    return FoundFile(identity: path, path: path)
  }

  func read(_ file: FoundFile, atMost limit: Int) throws(LoadFailure) -> [UInt8] {
    guard let text = texts[file.path] else { throw .unreadable }
    return Array(text.utf8)
  }
}
