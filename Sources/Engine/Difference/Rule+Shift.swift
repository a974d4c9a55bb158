import Language

extension Rule {
  /// Which way the conditions moved, at every severity.
  func shift(ofConditionsTo new: Rule) -> Shift {
    if (conditions + new.conditions).contains(where: { $0.firing.remembers }) {
      return shift(ofEachConditionTo: new)
    }
    if conditions.map(\.key) == new.conditions.map(\.key) { return .same }
    return [SeverityLiteral.info, .warning, .critical].reduce(.same) { total, least in
      let judged = { (rule: Rule) in rule.conditions.filter { $0.severity.rank >= least.rank } }
      return total + Condition.shift(of: judged(self), to: judged(new))
    }
  }

  /// Over several windows conditions count one by one: what stands in both rules is left out, and of
  /// the others each is compared with the one in its place.
  private func shift(ofEachConditionTo new: Rule) -> Shift {
    let before = Condition.keyed(conditions)
    let after = Condition.keyed(new.conditions)
    let (gone, came) = (
      Condition.rest(of: before, without: after), Condition.rest(of: after, without: before)
    )
    guard !gone.isEmpty, !came.isEmpty else {
      return Shift(atLeast: gone.isEmpty, atMost: came.isEmpty)
    }
    guard gone.count == came.count else { return .other }
    return zip(gone, came).reduce(.same) { $0 + $1.0.shift(to: $1.1) }
  }
}

extension Rule.Condition {
  /// Equal for conditions that are violated in the same windows, and as badly.
  fileprivate var key: String {
    "\(sense == .alert ? "alert" : "expect") \(severity.rawValue) \(term.canonical)"
  }

  /// With each condition, what is equal for those that fire in the same windows, too.
  fileprivate static func keyed(_ conditions: [Self]) -> [(key: String, condition: Self)] {
    conditions.map { condition in
      let end = condition.until?.term.canonical ?? ""
      return ("\(condition.key) \(condition.firing) until \(end)", condition)
    }
  }

  fileprivate static func rest(
    of conditions: [(key: String, condition: Self)],
    without others: [(key: String, condition: Self)]
  ) -> [Self] {
    var known: [String: Int] = [:]
    for other in others { known[other.key, default: 0] += 1 }
    return conditions.compactMap { one in
      guard let count = known[one.key], count > 0 else { return one.condition }
      known[one.key] = count - 1
      return nil
    }
  }

  // MARK: Bounds

  /// Which way conditions moved that must all hold.
  fileprivate static func shift(of old: [Self], to new: [Self]) -> Shift {
    let shift = shiftOfSolutions(of: old, to: new)
    guard shift == .other else { return shift }
    let (before, after) = (kept(old), kept(new))
    return Shift(
      atLeast: ConditionOrder.isAtMost(after, before),
      atMost: ConditionOrder.isAtMost(before, after))
  }

  private static func shiftOfSolutions(of old: [Self], to new: [Self]) -> Shift {
    guard let (fails, holds) = outcomes(of: old), let (failsNow, holdsNow) = outcomes(of: new),
      let lost = fails.intersection(holdsNow), let gained = failsNow.intersection(holds)
    else { return .other }
    return Shift(atLeast: lost.isEmpty, atMost: gained.isEmpty)
  }

  /// Where one of the conditions is violated, and where all of them hold.
  private static func outcomes(of conditions: [Self]) -> (fails: SolutionSet, holds: SolutionSet)? {
    var fails = SolutionSet.nothing
    var holds = SolutionSet.everything
    for condition in conditions {
      let isAlert = condition.sense == .alert
      guard let violated = SolutionSet(condition.term, negated: !isAlert),
        let kept = SolutionSet(condition.term, negated: isAlert),
        let allFails = fails.union(violated), let allHolds = holds.intersection(kept)
      else { return nil }
      (fails, holds) = (allFails, allHolds)
    }
    return (fails, holds)
  }

  /// What the conditions ask for together, as one term.
  private static func kept(_ conditions: [Self]) -> Term {
    let terms = conditions.map { condition -> Term in
      let (term, span) = (condition.term, condition.term.span)
      if condition.sense == .alert { return Term(.not(term), .boolean, .window, span) }
      // Without exceptions it asks for more, so this says the same, and shows what it is less than.
      return condition.strict.map { Term(.or(term, $0), .boolean, .window, span) } ?? term
    }
    guard let first = terms.first else {
      let nowhere = SourceFile(path: "", text: "")
      return Term(
        .constant(.boolean(true)), .boolean, .given, SourceSpan(nowhere, 0, 0))
    }
    return terms.dropFirst().reduce(first) { Term(.and($0, $1), .boolean, .window, $1.span) }
  }

  // MARK: Windows

  /// Which way one condition moved, with its severity and the windows that it counts.
  fileprivate func shift(to new: Self) -> Shift {
    let severities = Shift(severity.rank, new.severity.rank, higher: .tighter)
    return Self.shift(of: [self], to: [new]) + severities + shift(ofFiringTo: new)
  }

  private func shift(ofFiringTo new: Self) -> Shift {
    let starts = Shift(
      atLeast: firing.starts.implies(new.firing.starts),
      atMost: new.firing.starts.implies(firing.starts))
    if until == nil, new.until == nil { return starts }
    let ends = shift(ofUntilTo: new)
    if starts == .same, ends == .same, term.canonical == new.term.canonical { return .same }
    // Where an end meets a beginning, what fires longer may begin later.
    return isUnbroken && new.isUnbroken && fires(apartFrom: new) ? starts + ends : .other
  }

  /// What fires until something holds fires longer than without that, and the longer the less of it
  /// holds.
  private func shift(ofUntilTo new: Self) -> Shift {
    guard let stops = firing.stops, let until else { return new.until == nil ? .same : .tighter }
    guard let stopsNow = new.firing.stops, let untilNow = new.until else { return .looser }
    let ends = Shift(
      atLeast: ConditionOrder.isAtMost(untilNow.term, until.term),
      atMost: ConditionOrder.isAtMost(until.term, untilNow.term))
    return ends + Shift(atLeast: stopsNow.implies(stops), atMost: stops.implies(stopsNow))
  }

  /// Of the windows that it counts, none may hold the contrary.
  private var isUnbroken: Bool {
    firing.starts.count == firing.starts.total
      && firing.stops.map { $0.count == $0.total } ?? true
  }

  /// Whether no end of either firing holds while one of the two conditions does.
  private func fires(apartFrom other: Self) -> Bool {
    [self, other].allSatisfy { one in
      [until, other.until].compactMap { $0 }.allSatisfy { end in
        guard let fires = SolutionSet(one.term), let ends = SolutionSet(end.term) else {
          return false
        }
        return fires.intersection(ends)?.isEmpty == true
      }
    }
  }
}

extension WindowCount {
  /// Whether the other is reached wherever this one is: of the other's windows, those that it does
  /// not look at may hold the violations.
  fileprivate func implies(_ other: WindowCount) -> Bool {
    other.count <= count - max(0, total - other.total)
  }
}
