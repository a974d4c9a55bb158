import Engine
import Language

extension RuleFiles {
  /// What rules ask of the baseline that is made of some data.
  ///
  /// - Throws: where they have errors over these data, which are shown.
  func baselineRequests(over reading: DataReading) throws -> [StatisticRequest] {
    try asked(over: reading, allowsModel: true).requests
  }

  /// The same, with the rules.
  func asked(
    over reading: DataReading, allowsModel: Bool
  ) throws -> (requests: [StatisticRequest], rulesets: [Ruleset]) {
    let checked = check(
      schema: Schema(names: reading.columns), known: Set(reading.columns), allowsModel: allowsModel)
    try RuleFiles.accept(checked.diagnostics, without: "no baseline was made")
    let plan = Plan(
      checked.rulesets.flatMap(\.rules), metrics: checked.rulesets.flatMap(\.metrics))
    return (plan.baselineRequests, checked.rulesets)
  }

  /// Shows what is wrong with the files of --rules; throws where some of it is an error, saying what
  /// was left undone.
  static func accept(_ diagnostics: [Diagnostic], without outcome: String) throws {
    show(diagnostics, color: .auto, from: .warning)
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw CommandFailure.arguments("--rules: these have errors; \(outcome)")
    }
  }

  /// What is wrong with the baselines that the files name, or with the one that is given instead.
  func baselineFindings(instead given: String? = nil) -> [Diagnostic] {
    trees.flatMap(\.declarations).flatMap { declaration -> [Diagnostic] in
      guard case .monitor(let monitor) = declaration else { return [] }
      return monitor.clauses.flatMap { clause -> [Diagnostic] in
        guard case .baseline(let literal) = clause.kind else { return [] }
        let path = given ?? RuleFiles.resolve(literal.text, beside: literal.span.file.path)
        return HeldOut.findings(in: path, at: literal.span)
      }
    }
  }
}
