import Language

/// How a rule of one ruleset stands to the rule of the same name in another.
package struct RuleDifference: Sendable {
  package enum Change: String, Sendable, CaseIterable {
    case tightened, loosened, added, removed
    /// It moved both ways, or nobody can tell.
    case changed
    case unchanged
  }

  package let id: String
  package let change: Change
  /// Nil where it was added.
  package let old: Rule?
  /// Nil where it was removed.
  package let new: Rule?
  /// What moved beside the conditions: `mode: enforce → observe`.
  package let notes: [String]
  /// Whether a condition moved.
  package let movesConditions: Bool

  init(id: String, added rule: Rule) {
    (self.id, change, old, new) = (id, .added, nil, rule)
    (notes, movesConditions) = ([], true)
  }

  init(id: String, removed rule: Rule) {
    (self.id, change, old, new) = (id, .removed, rule, nil)
    (notes, movesConditions) = ([], true)
  }

  /// - Parameters:
  ///   - old: with the facts about columns of its ruleset.
  ///   - new: with those of its own.
  init(
    id: String, _ old: (rule: Rule, facts: ColumnFacts), _ new: (rule: Rule, facts: ColumnFacts)
  ) {
    let conditions = old.rule.shift(ofConditionsTo: new.rule) + old.rule.shift(ofFiringTo: new.rule)
    var total = conditions
    var notes: [String] = []
    for aspect in RuleAspect.all(old, new) where aspect.shift != .same {
      total = total + aspect.shift
      notes.append("\(aspect.name): \(aspect.old) → \(aspect.new)")
    }
    self.id = id
    self.old = old.rule
    self.new = new.rule
    self.notes = notes
    movesConditions = conditions != .same
    change =
      switch total {
      case .same: .unchanged
      case .tighter: .tightened
      case .looser: .loosened
      case .other: .changed
      }
  }
}

extension Rule {
  /// Which way the conditions moved, at every severity.
  fileprivate func shift(ofConditionsTo new: Rule) -> Shift {
    if conditions.map(\.key) == new.conditions.map(\.key) { return .same }
    // Over several windows conditions count one by one.
    let remembers = (conditions + new.conditions).contains { $0.firing.remembers }
    if remembers, conditions.count > 1 || new.conditions.count > 1 { return .other }
    if let shift = shiftOfRecords(to: new) { return shift }
    return [SeverityLiteral.info, .warning, .critical].reduce(.same) { total, least in
      total + shift(ofConditionsTo: new, atLeast: least)
    }
  }

  /// Which way the counts of windows and the ends of alerts moved, condition by condition.
  fileprivate func shift(ofFiringTo new: Rule) -> Shift {
    guard conditions.count == new.conditions.count else {
      return (conditions + new.conditions).contains { $0.firing.remembers } ? .other : .same
    }
    return zip(conditions, new.conditions).reduce(.same) { $0 + $1.0.shift(ofFiringTo: $1.1) }
  }

  private func shift(ofConditionsTo new: Rule, atLeast least: SeverityLiteral) -> Shift {
    let (before, after) = (outcomes(atLeast: least), new.outcomes(atLeast: least))
    guard let fails = before.fails, let holds = before.holds, let failsNow = after.fails,
      let holdsNow = after.holds, let lost = fails.intersection(holdsNow),
      let gained = failsNow.intersection(holds)
    else {
      let isSame =
        judged(atLeast: least).map(\.key) == new.judged(atLeast: least).map(\.key)
      return isSame ? .same : .other
    }
    return Shift(atLeast: lost.isEmpty, atMost: gained.isEmpty)
  }

  private func judged(atLeast least: SeverityLiteral) -> [Condition] {
    conditions.filter { $0.severity.rank >= least.rank }
  }

  /// Where a condition of the severity or a worse one is violated, and where all of them hold.
  private func outcomes(
    atLeast least: SeverityLiteral
  ) -> (fails: SolutionSet?, holds: SolutionSet?) {
    var fails: SolutionSet? = .nothing
    var holds: SolutionSet? = .everything
    for condition in judged(atLeast: least) {
      let isAlert = condition.sense == .alert
      let violated = SolutionSet(condition.term, negated: !isAlert)
      let kept = SolutionSet(condition.term, negated: isAlert)
      fails = fails.flatMap { all in violated.flatMap { all.union($0) } }
      holds = holds.flatMap { all in kept.flatMap { all.intersection($0) } }
    }
    return (fails, holds)
  }

  /// Of one condition on the values of records, which say more than the share that they come to.
  private func shiftOfRecords(to new: Rule) -> Shift? {
    let (before, after) = (Requirement.ofRecords(self), Requirement.ofRecords(new))
    guard conditions.count == 1, new.conditions.count == 1, let before, let after,
      before.subject == after.subject
    else { return nil }
    let bound = Shift(atLeast: after.implies(before), atMost: before.implies(after))
    let severities = (before.condition.severity.rank, after.condition.severity.rank)
    return bound + Shift(severities.0, severities.1, higher: .tighter)
  }
}

extension WindowCount {
  /// Whether the other is reached wherever this one is: of the other's windows, those that it does
  /// not look at may hold the violations.
  fileprivate func implies(_ other: WindowCount) -> Bool {
    other.count <= count - max(0, total - other.total)
  }
}

extension Rule.Condition {
  /// Whether `until` only makes it fire longer: it never holds while the condition does.
  private var outlastsItself: Bool {
    guard let until, let fires = SolutionSet(term), let ends = SolutionSet(until.term) else {
      return false
    }
    return fires.intersection(ends)?.isEmpty == true
  }

  fileprivate func shift(ofFiringTo new: Rule.Condition) -> Shift {
    let (a, b) = (firing, new.firing)
    guard a.stops == b.stops, until?.term.canonical == new.until?.term.canonical else {
      guard a.starts == .one, b.starts == .one else { return .other }
      if until == nil { return new.outlastsItself ? .tighter : .other }
      return new.until == nil && outlastsItself ? .looser : .other
    }
    if a.starts == b.starts { return .same }
    guard until == nil else { return .other }
    return Shift(atLeast: a.starts.implies(b.starts), atMost: b.starts.implies(a.starts))
  }

  /// Equal for conditions that mean the same.
  fileprivate var key: String {
    "\(sense == .alert ? "alert" : "expect") \(severity.rawValue) \(term.canonical)"
  }
}
