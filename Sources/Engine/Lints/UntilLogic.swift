import Language

/// `until` that is never reached, or holds while the condition still fires.
enum UntilLogic: Lint {
  static let codes = [neverReached, endsAtOnce]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.conditions.compactMap { condition in
      guard let until = condition.until?.term else { return nil }
      if SolutionSet.decide(until) == false {
        return Diagnostic(
          neverReached, "this is never true: once it fires, the rule fires for good",
          at: until.span, secondary: [Diagnostic.Label(condition.term.span, "what fires")])
      }
      guard let fires = SolutionSet(condition.term)?.single,
        let ends = SolutionSet(until)?.single, fires.quantity == ends.quantity
      else { return nil }
      let both = fires.region.intersection(ends.region)
      guard !both.isEmpty, !fires.region.isEmpty else { return nil }
      let example = fires.quantity.example(in: both).map { ["\($0) fires, and ends it as well"] }
      return Diagnostic(
        endsAtOnce, "this holds while the condition still fires", at: until.span,
        secondary: [Diagnostic.Label(condition.term.span, "what fires")],
        notes: (example ?? []) + ["`until` says when all is well again: beyond the alert's bound"])
    }
  }

  static let neverReached = DiagnosticCode(
    "TM316", .warning, "an `until` that is never reached",
    why: "Once it fires, the rule fires for good, and people learn to look away.",
    avoid: "edition 1\nmonitor m { window 1 day on fare }\n"
      + "rule r { alert when drift(fare) > 0.1 until < 0 }\n",
    prefer: "edition 1\nmonitor m { window 1 day on fare }\n"
      + "rule r { alert when drift(fare) > 0.1 until < 0.05 }\n")
  static let endsAtOnce = DiagnosticCode(
    "TM317", .warning, "an `until` that holds while the rule fires",
    why: "The alert would end while what it tells of goes on.",
    avoid: "edition 1\nmonitor m { window 1 day on fare }\n"
      + "rule r { alert when drift(fare) > 0.1 until < 0.2 }\n",
    prefer: "edition 1\nmonitor m { window 1 day on fare }\n"
      + "rule r { alert when drift(fare) > 0.1 until < 0.05 }\n")
}
