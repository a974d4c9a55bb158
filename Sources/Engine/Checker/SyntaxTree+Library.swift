import Language

extension SyntaxTree {
  /// Whether a finding of a library shows only where it is checked by itself: what else is wrong with
  /// it shows in the programs that import it, which know the names that it reads.
  package func tellsAlone(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.span.file === source else { return false }
    if diagnostic.code == .unusedLet || diagnostic.code == .unusedImport { return true }
    return declarations.contains { declaration in
      guard case .test(let test) = declaration else { return false }
      return test.span.file === source && test.span.range.contains(diagnostic.span.start)
    }
  }
}
