import Language

extension SolutionSet {
  /// |a - b| ≤ t, or ≤ t·|b|: as a range where its ends can be told, else as a distance of the two.
  static func within(
    _ a: Term, _ closeness: Term.Closeness, _ b: Term, _ negated: Bool
  ) -> SolutionSet? {
    switch closeness {
    case .absolute(let amount):
      if let t = amount.constant?.number {
        guard t >= 0, t.isFinite else { return nil }
        return range(a, shifted(b, by: -t), shifted(b, by: t), true, negated)
          ?? distance(.distance(a, b, in: nil), t, negated)
      }
      guard let (unit, times) = LinearForm(amount)?.multiple, times >= 0 else { return nil }
      return distance(.distance(a, b, in: unit), times, negated)
    case .relative(let share):
      guard let t = share.constant?.number, t >= 0, t.isFinite else { return nil }
      return relative(a, t, b, negated) ?? distance(.distance(a, b), t, negated)
    }
  }

  private static func relative(_ a: Term, _ t: Double, _ b: Term, _ negated: Bool) -> SolutionSet? {
    guard let form = LinearForm(b) else { return nil }
    // Where b may be of either sign, `(1 - t) * b` is not always the lower end.
    let isConstant = form.parts.isEmpty
    let isNeverNegative = (b.interval?.low ?? -1) >= 0
    guard isConstant || isNeverNegative else { return nil }
    let (down, up) = isConstant && form.constant < 0 ? (1 + t, 1 - t) : (1 - t, 1 + t)
    return range(a, scaled(b, by: down), scaled(b, by: up), true, negated)
  }

  private static func distance(_ quantity: Quantity, _ t: Double, _ negated: Bool) -> SolutionSet {
    let near = quantity.universe.intersection(.numbers([NumberSet(.lessOrEqual, t)]))
    return SolutionSet(quantity, negated ? quantity.universe.subtracting(near) : near)
  }

  private static func shifted(_ term: Term, by amount: Double) -> Term {
    let step = Term(.constant(.number(amount)), .number, .given, term.span)
    return Term(.arithmetic(term, .add, step), term.type, term.stage, term.span)
  }

  private static func scaled(_ term: Term, by factor: Double) -> Term {
    let times = Term(.constant(.number(factor)), .number, .given, term.span)
    if factor == 0 { return times }
    return Term(.arithmetic(times, .multiply, term), term.type, term.stage, term.span)
  }
}
