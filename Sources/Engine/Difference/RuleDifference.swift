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
    let conditions = old.rule.shift(ofConditionsTo: new.rule)
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
