import Language

/// A rule whose alerts are below what each of its sinks asks for.
enum UnheardRule: Lint {
  static let codes = [unheard]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var told: Set<SourceSpan> = []
    return rules.all.compactMap { rule in
      let sinks = rule.sinks ?? rules.sinks
      guard rule.settings.mode == .enforce, !sinks.isEmpty,
        let worst = rule.conditions.map(\.severity).max(by: { $0.rank < $1.rank }),
        sinks.allSatisfy({ $0.atLeast.rank > worst.rank }), told.insert(rule.span).inserted
      else { return nil }
      return Diagnostic(
        unheard, "no sink takes what this rule says: it is \(worst.rawValue) at most",
        at: rule.conditions.first?.term.span ?? rule.span,
        notes: sinks.map { "`\($0.name)` takes what is \($0.atLeast.rawValue) or worse" })
    }
  }

  static let unheard = DiagnosticCode(
    "TM606", .warning, "an alert that no sink takes",
    why: "The rule is violated and nobody is told.",
    avoid: "edition 1\nsink a = stdout(format: text, at_least: critical)\n"
      + "rule r { expect row_count > 0 }\n",
    prefer: "edition 1\nsink a = stdout(format: text, at_least: critical)\n"
      + "rule r { expect row_count > 0 else critical }\n")
}
