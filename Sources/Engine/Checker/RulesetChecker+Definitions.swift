import Language

extension RulesetChecker {
  /// Names `define` declarations, before anything can call them.
  mutating func declareDefinitions(_ tree: SyntaxTree) {
    for case .define(let definition) in tree.declarations {
      let name = definition.name
      if let first = scope.definitions[name.text] {
        diagnostics.append(.duplicate("definition", name, first: first.name.span))
        continue
      }
      let isMetric = catalogue[name.text] != nil
      if isMetric || ScalarFunction(rawValue: name.text) != nil
        || HistoryFunction(rawValue: name.text) != nil
      {
        diagnostics.append(
          Diagnostic(
            .duplicateName, "`\(name.text)` is a \(isMetric ? "metric" : "function") already",
            at: name.span, notes: ["give the definition a name of its own"]))
        continue
      }
      scope.definitions[name.text] = definition
    }
  }

  /// Looks at each body once, with any value for its parameters: mistakes in it are told here.
  mutating func checkDefinitions() {
    let definitions = scope.definitions.values.sorted {
      ($0.span.file.path, $0.span.start) < ($1.span.file.path, $1.span.start)
    }
    for definition in definitions {
      for parameter in definition.parameters { warnOfShadow(parameter) }
      reportUnusedParameters(definition)
      // A body may be meant for records or for the window: it is mistaken where it is neither.
      let window = problems(definition, .window)
      let row = window.errors == 0 ? window : problems(definition, .row)
      if row.errors > 0 { scope.mistakenDefinitions.insert(definition.name.text) }
      let callsMetrics = row.all.contains { $0.code == .windowValue }
      let isForRows =
        row.errors < window.errors || (row.errors == window.errors && !callsMetrics)
      diagnostics += isForRows ? row.all : window.all
    }
  }

  private func problems(
    _ definition: NamedExpression, _ place: Place
  ) -> (all: [Diagnostic], errors: Int) {
    var checker = ExpressionChecker(scope)
    _ = checker.check(definition, place)
    return (checker.diagnostics, checker.diagnostics.count { $0.severity == .error })
  }

  /// Its argument would be looked at by nobody.
  private mutating func reportUnusedParameters(_ definition: NamedExpression) {
    guard !definition.parameters.isEmpty else { return }
    var read: Set<String> = []
    definition.value.visit { expression, _ in
      guard case .call(let path, nil) = expression.kind, let name = path.single else { return }
      read.insert(name.text)
    }
    for parameter in definition.parameters
    where !read.contains(parameter.text) && !parameter.text.hasPrefix("_") {
      diagnostics.append(
        Diagnostic(
          .unusedParameter, "`\(definition.name.text)` never reads `\(parameter.text)`",
          at: parameter.span, notes: ["remove it, or begin its name with `_`"]))
    }
  }

  private mutating func warnOfShadow(_ parameter: Name) {
    warnOfShadow(parameter, "the parameter")
    guard let hidden = scope.lets[parameter.text] else { return }
    diagnostics.append(
      Diagnostic(
        .shadowedColumn, "the parameter `\(parameter.text)` hides the `let` of that name",
        at: parameter.span, secondary: [Diagnostic.Label(hidden.name.span, "declared here")],
        notes: ["give it another name"]))
  }
}
