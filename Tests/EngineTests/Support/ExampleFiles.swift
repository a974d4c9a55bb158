import Language

/// Several files in one text: each after the first begins with a line `// NAME`.
struct ExampleFiles: FileLoader {
  let root: SourceFile
  private var others: [String: [UInt8]] = [:]
  /// Files that can't be had, and why.
  var failures: [String: LoadFailure] = [:]

  init(_ text: String, path: String = "test.tide") {
    var parts: [(name: String, lines: [Substring])] = [(path, [])]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("// "), [".tide", ".csv", ".txt"].contains(where: line.hasSuffix) {
        parts.append((String(line.dropFirst(3)), []))
      } else {
        parts[parts.count - 1].lines.append(line)
      }
    }
    root = SourceFile(path: path, text: parts[0].lines.joined(separator: "\n"))
    for part in parts.dropFirst() {
      others[part.name] = Array(part.lines.joined(separator: "\n").utf8)
    }
  }

  subscript(name: String) -> [UInt8]? {
    get { others[name] }
    set { others[name] = newValue }
  }

  var linked: SyntaxTree { Linker.link(Parser.parse(root), by: self) }

  func identity(of root: SourceFile) -> String { root.path }

  func find(_ path: String, from file: SourceFile) throws(LoadFailure) -> FoundFile {
    var parts = file.path.split(separator: "/").dropLast()
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        throw .outside(root: "/")
      }
    }
    let name = parts.joined(separator: "/")
    guard others[name] != nil || failures[name] != nil || name == root.path else {
      throw .missing(looked: name, near: others.keys.sorted())
    }
    return FoundFile(identity: name, path: name)
  }

  func read(_ file: FoundFile, atMost limit: Int) throws(LoadFailure) -> [UInt8] {
    if let failure = failures[file.identity] { throw failure }
    guard let bytes = others[file.identity] else { throw .unreadable }
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    return bytes
  }
}
