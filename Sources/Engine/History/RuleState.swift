/// What a rule carries from window to window, for a column and a segment.
package struct RuleState: Sendable, Equatable {
  /// One a condition, in the order of the rule.
  package var clauses: [FiringState]
  /// Windows in which its conditions were decided, as far as they are counted.
  package var decided = 0
  /// Windows in a row without a record of the segment.
  package var idle = 0

  /// A segment that was absent for more windows is forgotten.
  package static let mostIdle = 100
  static let mostDecided = 100_000

  package init(clauses: [FiringState], decided: Int = 0, idle: Int = 0) {
    self.clauses = clauses
    self.decided = decided
    self.idle = idle
  }

  init(of rule: Rule) { self.init(clauses: rule.conditions.map { _ in FiringState() }) }

  /// The state for a rule that may have got or lost conditions since.
  func fitting(_ rule: Rule) -> RuleState {
    var result = self
    let lacking = max(0, rule.conditions.count - clauses.count)
    result.clauses = Array(
      (clauses + Array(repeating: FiringState(), count: lacking)).prefix(rule.conditions.count))
    return result
  }
}
