import Language

/// Sinks that no rule notifies, where every rule says whom it notifies.
enum UnusedSink: Lint {
  static let codes = [unusedSink]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    guard rules.isWhole, !rules.all.isEmpty else { return [] }
    var used: Set<String> = []
    for rule in rules.all { used.formUnion((rule.sinks ?? rules.sinks).map(\.name)) }
    return rules.program.declarations.compactMap { declaration in
      guard case .sink(let sink) = declaration, !used.contains(sink.name.text) else { return nil }
      return Diagnostic(
        unusedSink, "no rule notifies `\(sink.name.text)`", at: sink.name.span,
        notes: ["name it in `notify`, or remove it; a rule without `notify` tells every sink"])
    }
  }

  static let unusedSink = DiagnosticCode(
    "TM504", .warning, "a sink that nobody uses",
    why: "Whoever is behind it believes that no news is good news.",
    avoid: "edition 1\nsink log = stdout(format: text)\nsink audit = file(path: \"a.jsonl\")\n"
      + "rule r { expect row_count > 0 notify log }\n",
    prefer: "edition 1\nsink log = stdout(format: text)\nsink audit = file(path: \"a.jsonl\")\n"
      + "rule r { expect row_count > 0 notify log, audit }\n")
}
