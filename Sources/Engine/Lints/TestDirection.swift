import Language

/// A p-value bounded as if it were a distance, or a distance as if it were a p-value.
enum TestDirection: Lint {
  static let codes = [pValueAsDistance, distanceAsPValue]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.conditions.compactMap { condition in
      guard case .compare(let a, let written, let b) = condition.term.kind else { return nil }
      let isMirrored = a.stage == .given
      let (measured, bound) = isMirrored ? (b, a) : (a, b)
      guard case .metric(let call) = measured.kind, let value = bound.constant?.number else {
        return nil
      }
      var op = isMirrored ? written.mirrored : written
      if condition.sense == .expect { op = op.opposite }
      // From here on: the rule is violated where `measured op value`.
      let isAbove = op == .greater || op == .greaterOrEqual
      let isBelow = op == .less || op == .lessOrEqual
      let code: DiagnosticCode
      var notes: [String]
      switch call.signature.result {
      case .pValue where isAbove:
        code = pValueAsDistance
        notes = [
          "a small p-value means that data differ; this rule is violated where they are alike",
          "alert when \(measured.span.text) < 1%, or bound `drift`",
        ]
      case .distance where isBelow && value >= 0.001 && call.signature.name == "drift":
        code = distanceAsPValue
        notes = [
          "a large distance means that data differ; this rule is violated where they are alike",
          "bound it from above, or compare `drift_p_value`",
        ]
      default: return nil
      }
      guard SolutionSet.decide(condition.term) == nil else { return nil }
      return Diagnostic(code, code.title, at: condition.term.span, notes: notes)
    }
  }

  static let pValueAsDistance = DiagnosticCode(
    "TM403", .warning, "a p-value compared as a distance",
    why: "A p-value falls as data move apart: the rule would alert while all is well.",
    avoid: "edition 1\nrule r { alert when drift_p_value(fare, method: ks) > 0.1 }\n",
    prefer: "edition 1\nrule r { alert when drift_p_value(fare, method: ks) < 1% }\n")
  static let distanceAsPValue = DiagnosticCode(
    "TM404", .warning, "a distance compared as a p-value",
    why: "A distance grows as data move apart: the rule would alert while all is well.",
    avoid: "edition 1\nrule r { alert when drift(fare, method: ks) < 0.05 }\n",
    prefer: "edition 1\nrule r { alert when drift(fare, method: ks) > 0.05 }\n")
}
