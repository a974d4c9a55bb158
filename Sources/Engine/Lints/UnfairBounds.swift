import Language

/// A bound on a bias metric that leaves out the value at which no side is favoured.
enum UnfairBounds: Lint {
  static let codes = [unfairBound]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.conditions.compactMap { condition in
      guard let (call, holds) = atFair(condition.term), let fair = call.signature.fair,
        // A facet may well be small.
        call.signature.name != "bias.ci", holds != (condition.sense == .expect)
      else { return nil }
      let name = call.signature.name
      return Diagnostic(
        unfairBound,
        "`\(name)` is \(Number.text(fair)) where no side is favoured, and that violates",
        at: condition.term.span,
        notes: [
          fair == 1
            ? "it is a ratio: 0.8...1.25 is the four-fifths rule, both ways"
            : "it is 0 where both sides are alike: -0.1...0.1 lets either side be favoured a little"
        ])
    }
  }

  /// Whether a comparison of a bias metric with constants holds at its fair value.
  private static func atFair(_ term: Term) -> (call: MetricCall, holds: Bool)? {
    switch term.kind {
    case .compare(let left, let op, let right):
      guard let call = left.singleCall, let fair = call.signature.fair,
        let bound = right.number
      else { return nil }
      return (call, op.holds(fair, bound))
    case .member(let left, let negated, let set):
      guard let call = left.singleCall, let fair = call.signature.fair else { return nil }
      switch set.kind {
      case .set(let values): return (call, values.contains(fair) != negated)
      case .range(let low, let high, let closed):
        guard let from = low.number, let to = high.number else { return nil }
        return (call, (fair >= from && (closed ? fair <= to : fair < to)) != negated)
      default: return nil
      }
    default: return nil
    }
  }

  static let unfairBound = DiagnosticCode(
    "TM350", .warning, "a bound that only bias meets",
    why:
      "Disparate impact is a ratio and fair at 1; the other bias metrics are fair at 0. A bound that "
      + "leaves that value out is met by bias alone.",
    avoid: "edition 1\nrule r { expect bias.di(facet: fare > 10, prediction: fare, positive: 1) "
      + "in -0.1...0.1 }\n",
    prefer:
      "edition 1\nrule r { expect bias.di(facet: fare > 10, prediction: fare, positive: 1) "
      + "in 0.8...1.25 }\n")
}

extension Term {
  /// A constant number, negated or not.
  fileprivate var number: Double? {
    if case .negate(let inner) = kind { return inner.constant?.number.map { -$0 } }
    return constant?.number
  }
}
