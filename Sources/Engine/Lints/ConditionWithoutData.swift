import Language

/// A rule that looks at the baseline alone.
enum ConditionWithoutData: Lint {
  static let codes = [withoutData]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.conditions.compactMap { condition in
      let term = condition.term
      guard term.stage == .given, !term.baselineTerms.isEmpty else { return nil }
      return Diagnostic(
        withoutData, "this looks at the baseline alone, never at the data", at: term.span,
        notes: ["the outcome is the same for every window until the baseline changes"])
    }
  }

  static let withoutData = DiagnosticCode(
    "TM314", .warning, "a rule that does not look at the data",
    why: "Its outcome was settled when the baseline was made.",
    avoid: "edition 1\nrule r { expect baseline(mean(fare)) > 3 }\n",
    prefer: "edition 1\nrule r { expect mean(fare) > 50% * baseline }\n")
}
