import Language

extension RulesetChecker {
  /// Takes in the names of `metric NAME = EXPR`, before anything reads one.
  mutating func declareMetrics(_ tree: SyntaxTree) {
    for case .metric(let declaration) in tree.declarations {
      let name = declaration.name
      let first =
        scope.metrics[name.text] ?? scope.lets[name.text] ?? scope.derived[name.text]
        ?? scope.definitions[name.text]
      if let first {
        diagnostics.append(.duplicate("name", name, first: first.name.span))
      } else if catalogue[name.text] != nil {
        diagnostics.append(
          Diagnostic(
            .duplicateName, "`\(name.text)` is a metric of the language", at: name.span,
            notes: ["give it a name of its own, such as `\(name.text)_of_model`"]))
      } else {
        scope.metrics[name.text] = declaration
      }
    }
  }

  /// The declared metrics, ready to be computed.
  mutating func checkMetrics(_ tree: SyntaxTree, monitor: String) -> [NamedMetric] {
    var made: [NamedMetric] = []
    for case .metric(let declaration) in tree.declarations {
      guard scope.metrics[declaration.name.text]?.name.span == declaration.name.span else {
        continue
      }
      let term = with(scope) { checker -> Term in
        let term = checker.check(declaration)
        return checker.numeric(term, "`metric`") ? term : checker.silent(term.span)
      }
      guard !term.isInvalid else { continue }
      if term.metricCalls.data.isEmpty {
        diagnostics.append(
          Diagnostic(
            .constantMetric, "`\(declaration.name.text)` is the same for all windows",
            at: declaration.value.span, notes: ["a constant is named by `let`"]))
      } else {
        made.append(NamedMetric(name: declaration.name.text, monitor: monitor, term: term))
      }
    }
    return made
  }
}
