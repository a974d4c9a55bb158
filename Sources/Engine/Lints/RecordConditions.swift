import Language

/// Conditions on records that are true for none, or for each.
enum RecordConditions: Lint {
  static let codes = [decidedForRecords]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.recordConditions.compactMap { term in
      guard let holds = SolutionSet.decide(term) else { return nil }
      return Diagnostic(
        decidedForRecords,
        holds ? "this is true for every record" : "this is true for no record", at: term.span,
        notes: [
          holds
            ? "every record that has the values at all; the condition says nothing"
            : "no value meets all of it: was `or` meant, or another bound?"
        ])
    }
  }

  static let decidedForRecords = DiagnosticCode(
    "TM312", .warning, "a condition that is the same for every record",
    why: "What picks no record, or all of them, is most often an `and` that should be an `or`.",
    avoid: "edition 1\nrule r { where fare < 0 and fare > 100 expect row_count < 10 }\n",
    prefer: "edition 1\nrule r { where fare < 0 or fare > 100 expect row_count < 10 }\n")
}
