import Language

/// What changed between two versions of a ruleset, by meaning: where names, comments and layout are
/// all that differs, nothing did.
package struct RulesetDifference: Sendable {
  /// In the order of the new rules; what was removed comes last.
  package let rules: [RuleDifference]
  /// What changed for all rules together, such as the windows.
  package let notes: [String]

  /// - Parameters:
  ///   - old: checked without a schema, as the new one: a rule over a set of columns is one rule.
  package init(_ old: Ruleset, _ new: Ruleset) {
    let before = RulesetDifference.byID(old)
    let after = RulesetDifference.byID(new)
    var rules = after.order.compactMap { id -> RuleDifference? in
      guard let now = after.rules[id] else { return nil }
      guard let then = before.rules[id] else { return RuleDifference(id: id, added: now) }
      return RuleDifference(id: id, (then, old.facts), (now, new.facts))
    }
    rules += before.order.compactMap { id in
      guard after.rules[id] == nil, let then = before.rules[id] else { return nil }
      return RuleDifference(id: id, removed: then)
    }
    self.rules = rules
    var notes: [String] = []
    if old.windows != new.windows { notes.append("the windows differ") }
    if old.baseline?.text != new.baseline?.text {
      let text = { (path: StringLiteral?) in path.map { Quoting.string($0.text) } ?? "none" }
      notes.append("baseline: \(text(old.baseline)) → \(text(new.baseline))")
    }
    self.notes = notes
  }

  package func count(_ change: RuleDifference.Change) -> Int {
    rules.count { $0.change == change }
  }

  private static func byID(_ ruleset: Ruleset) -> (order: [String], rules: [String: Rule]) {
    var order: [String] = []
    var rules: [String: Rule] = [:]
    for rule in ruleset.rules + ruleset.standIns where rules[rule.id] == nil {
      order.append(rule.id)
      rules[rule.id] = rule
    }
    return (order, rules)
  }
}
