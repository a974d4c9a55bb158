import Language

extension RulesetChecker {
  /// Reads `lint { … }` of the monitor.
  mutating func declareLevels(_ entries: [LintEntry]) {
    var named: [String: SourceSpan] = [:]
    for entry in entries {
      let (name, span) = (entry.name.text, entry.name.span)
      guard let selector = LintLevels.Selector(name) else {
        diagnostics.append(
          Diagnostic(
            .unknownLint, "there is no code, family or group of lints called `\(name)`", at: span,
            notes: ["write a code such as `TM502`, a family such as `TM5xx`, `style` or `bug`"],
            fixIts: FixIt.nearest(to: name, among: LintLevels.Selector.names, replace: span)))
        continue
      }
      if let first = named.updateValue(span, forKey: name) {
        diagnostics.append(
          Diagnostic(
            .givenTwice, "`\(name)` is given twice", at: span,
            secondary: [Diagnostic.Label(first, "the first one")]))
      }
      if case .code = selector, DiagnosticCode.byID[name]?.severity == .error {
        diagnostics.append(
          Diagnostic(
            .errorStays, "`\(name)` is an error, and stays one", at: span,
            notes: ["a rule that can't be evaluated as it is written must be mended"]))
      }
      levels.set(selector, entry.level)
    }
  }
}
