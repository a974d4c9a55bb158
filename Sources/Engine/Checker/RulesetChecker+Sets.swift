import Language

extension RulesetChecker {
  /// Reads each file of values once; what is wrong in it is told there.
  mutating func readSets(_ tree: SyntaxTree) {
    var sets: [Links.Place: ValueSet] = [:]
    let files = Dictionary(grouping: tree.links?.sets ?? [:]) { ObjectIdentifier($0.value) }
    for uses in files.values {
      guard let file = uses.first?.value else { continue }
      switch SetFile.read(file) {
      case .success(let set): for use in uses { sets[use.key] = set }
      case .failure(let problem):
        diagnostics.append(
          Diagnostic(
            .setUnreadable, problem.message, at: problem.span,
            notes: ["`set(file: …)` reads a value a line, or a .csv of one column under its name"]))
      }
    }
    scope.sets = sets
  }
}
