import Language

/// Critical rules that don't say whom to ask, or what happened.
enum CriticalRules: Lint {
  static let codes = [withoutOwner, withoutMessage]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var told: Set<SourceSpan> = []
    return rules.all.flatMap { rule -> [Diagnostic] in
      guard !rule.id.hasPrefix("columns."), rule.settings.mode != .off,
        rule.conditions.contains(where: { $0.severity == .critical }),
        told.insert(rule.span).inserted
      else { return [] }
      var found: [Diagnostic] = []
      let place = SourceSpan(rule.span.file, rule.span.start, rule.span.start + 4)
      if rule.about.owner == nil {
        found.append(
          Diagnostic(
            withoutOwner, "critical rule `\(rule.id)` has no owner", at: place,
            notes: ["name the team in `owner`, of the rule or of the monitor"]))
      }
      if rule.message == nil, rule.about.runbook == nil {
        found.append(
          Diagnostic(
            withoutMessage, "critical rule `\(rule.id)` has neither message nor runbook", at: place,
            notes: ["say in `message` what it means, or in `runbook` what to do"]))
      }
      return found
    }
  }

  static let withoutOwner = DiagnosticCode(
    "TM510", .warning, group: .style, "a critical rule without an owner",
    why: "Whoever is woken up by it has nobody to ask.",
    avoid: "edition 1\nrule r {\n  expect row_count > 0 else critical\n  message \"no data\"\n}\n",
    prefer: "edition 1\nrule r {\n  expect row_count > 0 else critical\n  message \"no data\"\n"
      + "  owner \"demand\"\n}\n")
  static let withoutMessage = DiagnosticCode(
    "TM511", .warning, group: .style, "a critical rule without a message",
    why: "A condition alone does not say what it means, nor what to do.",
    avoid: "edition 1\nrule r {\n  expect row_count > 0 else critical\n  owner \"demand\"\n}\n",
    prefer: "edition 1\nrule r {\n  expect row_count > 0 else critical\n  owner \"demand\"\n"
      + "  message \"no pickups arrived: is the export running?\"\n}\n")
}
