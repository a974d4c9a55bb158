import Language

/// Which of the files that a command was given import others of them.
///
/// A file that another one reaches is a library, unless it reaches that one as well.
struct GivenImports {
  private struct Given {
    let index: Int
    let identity: String
    let reached: Set<String>
    let folder: RuleFolder
  }

  private var files: [Given] = []

  mutating func add(_ tree: SyntaxTree, at index: Int, in folder: RuleFolder) {
    let reached = (tree.links?.imported ?? []).map { folder.identity(of: $0.source) }
    files.append(
      Given(
        index: index, identity: folder.identity(of: tree.source), reached: Set(reached),
        folder: folder))
  }

  /// Of each library the files that reach it and are none themselves.
  ///
  /// - Complexity: O(files²)
  var users: [Int: [Int]] {
    var all: [Int: [Int]] = [:]
    for file in files {
      let users = files.filter {
        $0.reached.contains(file.identity) && !file.reached.contains($0.identity)
      }
      if !users.isEmpty { all[file.index] = users.map(\.index) }
    }
    return all.mapValues { $0.filter { all[$0] == nil } }
  }

  /// With what finds the files that they import.
  var libraries: [(index: Int, folder: RuleFolder)] {
    let users = users
    return files.filter { users[$0.index] != nil }.map { ($0.index, $0.folder) }
  }
}

extension RuleFiles {
  /// A program each, without libraries that have no tests: their users show what is wrong with them.
  var tested: [RuleFiles] {
    trees.indices.filter { users[$0] == nil || trees[$0].hasTests }.map { RuleFiles(trees[$0]) }
  }
}

extension SyntaxTree {
  var hasTests: Bool {
    declarations.contains { if case .test = $0 { true } else { false } }
  }
}
