/// Which texts import which, by their identities.
struct ImportGraph {
  /// More programs that read a library say little more of it.
  private static let mostMainFiles = 32

  private var documents: [String: Document] = [:]
  private var order: [String] = []
  private var targets: [String: [String]] = [:]
  private var importers: [String: [String]] = [:]

  init(_ texts: [(identity: String, document: Document, targets: [String])]) {
    for (identity, document, imported) in texts where documents[identity] == nil {
      documents[identity] = document
      order.append(identity)
      targets[identity] = imported
      for target in imported { importers[target, default: []].append(identity) }
    }
  }

  /// What is reached by steps from some files, these included.
  ///
  /// - Complexity: O(files + imports)
  private func reached(from start: [String], by steps: [String: [String]]) -> Set<String> {
    var seen = Set(start)
    var rest = start
    while let next = rest.popLast() {
      for other in steps[next] ?? [] where seen.insert(other).inserted { rest.append(other) }
    }
    return seen
  }

  /// Files that import one, directly or not, and that no other file imports, circles apart.
  func mainFiles(of identity: String) -> [Document] {
    let below = reached(from: [identity], by: targets)
    let above = reached(from: [identity], by: importers).subtracting(below)
    let tops = order.filter { above.contains($0) }.filter { candidate in
      (importers[candidate] ?? []).allSatisfy { !above.contains($0) || $0 == candidate }
    }
    // A circle has no top: any of it is as good.
    let chosen = tops.isEmpty ? order.filter(above.contains) : tops
    return chosen.prefix(ImportGraph.mostMainFiles).compactMap { documents[$0] }
  }

  /// Files of all programs that a file is part of, in which its names may be read.
  func related(to identity: String) -> [Document] {
    let above = reached(from: [identity], by: importers)
    let all = reached(from: Array(above), by: targets)
    return order.filter(all.contains).compactMap { documents[$0] }
  }
}
