import Language

/// `x == null` on records, which is neither true nor false.
enum NullComparison: Lint {
  static let codes = [nullComparison]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.recordTerms { term in
      guard case .compare(let a, let op, let b) = term.kind,
        a.constant == .null || b.constant == .null
      else { return nil }
      let other = a.constant == .null ? b : a
      let test = "\(other.span.text) is \(op == .notEqual ? "not " : "")null"
      return Diagnostic(
        nullComparison, "a comparison with null is true for no record", at: term.span,
        fixIts: [FixIt("did you mean `\(test)`?", replace: term.span, with: test)])
    }
  }

  static let nullComparison = DiagnosticCode(
    "TM313", .warning, "a comparison with null",
    why: "Null is the absence of a value: it is equal to nothing, and unequal to nothing.",
    avoid: "edition 1\nrule r { where fare == null expect row_count < 9 }\n",
    prefer: "edition 1\nrule r { where fare is null expect row_count < 9 }\n")
}
