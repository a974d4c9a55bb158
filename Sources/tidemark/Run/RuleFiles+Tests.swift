import Engine
import Language

extension RuleFiles {
  /// What tests of the files name, and the rows and series that they give can't show.
  func unseenByTests() throws -> [Diagnostic] {
    try trees.flatMap { tree -> [Diagnostic] in
      guard tree.hasTests else { return [] }
      let file = try RuleTestFile(RuleFiles(tree))
      return file.tests.flatMap { test -> [Diagnostic] in
        // Linting reads no data.
        if case .file = test.given { return [] }
        guard case .prepared(let prepared) = file.prepare(test) else { return [] }
        return prepared.unseen
      }
    }
  }
}
