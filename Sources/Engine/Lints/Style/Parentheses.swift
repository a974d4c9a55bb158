import Language

/// Parentheses around a whole condition, another pair, or a single name or number.
enum Parentheses: Lint {
  static let codes = [redundantParentheses]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var found: [Diagnostic] = []
    rules.visitExpressions { expression, parent in
      guard case .group(let inner) = expression.kind else { return }
      let isRedundant: Bool
      switch (inner.kind, parent?.kind) {
      case (_, nil), (.group, _), (.number, _), (.ratio, _), (.call, _), (.string, _):
        isRedundant = true
      default: isRedundant = false
      }
      // `(a)` told once, at the outermost pair.
      if case .group? = parent?.kind { return }
      guard isRedundant else { return }
      let text = inner.ungrouped.span.text
      found.append(
        Diagnostic(
          redundantParentheses, "these parentheses change nothing", at: expression.span,
          fixIts: [FixIt("remove them", replace: expression.span, with: text)]))
    }
    return found
  }

  static let redundantParentheses = DiagnosticCode(
    "TM517", .note, group: .style, "parentheses that change nothing",
    why: "Parentheses should show where order matters.",
    avoid: "edition 1\nrule r { expect (mean(fare) > 12) }\n",
    prefer: "edition 1\nrule r { expect mean(fare) > 12 }\n")
}
