import Language

/// `not (a > b)`, which is `a <= b`, and `not not a`, which is `a`.
enum Negations: Lint {
  static let codes = [negatedComparison, doubleNegation]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var found: [Diagnostic] = []
    rules.visitExpressions { expression, parent in
      guard case .not(let inner) = expression.kind else { return }
      if case .not? = parent?.kind { return }
      switch inner.ungrouped.kind {
      case .not(let innermost):
        found.append(
          Diagnostic(
            doubleNegation, "two negations are none", at: expression.span,
            fixIts: [
              FixIt(
                "write `\(innermost.span.text)`", replace: expression.span,
                with: innermost.span.text)
            ]))
      case .bounded(let left, let bound):
        guard let text = bound.opposite else { return }
        let whole = "\(left.span.text) \(text)"
        found.append(
          Diagnostic(
            negatedComparison, "a comparison that is negated", at: expression.span,
            fixIts: [FixIt("write `\(whole)`", replace: expression.span, with: whole)]))
      default: return
      }
    }
    return found
  }

  static let negatedComparison = DiagnosticCode(
    "TM515", .note, group: .style, "a comparison that is negated",
    why: "What must hold is easier to read than what must not fail to.",
    avoid: "edition 1\nrule r { expect not (mean(fare) > 12) }\n",
    prefer: "edition 1\nrule r { expect mean(fare) <= 12 }\n")
  static let doubleNegation = DiagnosticCode(
    "TM516", .note, group: .style, "a double negation",
    why: "The reader undoes it each time.",
    avoid: "edition 1\nrule r { expect not not (mean(fare) > 12) }\n",
    prefer: "edition 1\nrule r { expect mean(fare) > 12 }\n")
}

extension Expression {
  /// What stands within parentheses, or itself.
  var ungrouped: Expression {
    var result = self
    while case .group(let inner) = result.kind { result = inner }
    return result
  }
}

extension Bound {
  /// The text of the bound that holds where this one does not.
  fileprivate var opposite: String? {
    switch kind {
    case .compare(let op, let right): "\(op.opposite.rawValue) \(right.span.text)"
    case .membership(let negated, let set): "\(negated ? "in" : "not in") \(set.span.text)"
    case .isNull(let negated): negated ? "is null" : "is not null"
    case .within, .matches, .isType: nil
    }
  }
}
