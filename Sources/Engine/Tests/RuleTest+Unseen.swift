import Language

extension RuleTest {
  /// What the test names, or is for, and can't show.
  ///
  /// - Parameters:
  ///   - rules: of the rule file, checked against the columns of the test.
  ///   - isComplete: the rules of loops are among them.
  package func unseen(_ rules: [Rule], _ sight: TestSight, isComplete: Bool) -> [Diagnostic] {
    var reasons: [String: TestSight.Unseen?] = [:]
    for rule in rules {
      let reason = sight.unseen(rule)
      if let known = reasons[rule.id], known == nil || reason != nil { continue }
      reasons[rule.id] = .some(reason)
    }
    var found: [Diagnostic] = []
    for expectation in expectations {
      guard let reason = reasons[expectation.rule] ?? (isComplete ? .columns([]) : nil) else {
        continue
      }
      found.append(
        Diagnostic(
          .notExercised, "this test does not exercise `\(expectation.rule)`",
          at: expectation.ruleSpan,
          label: reason == .columns([]) ? "it is of none of the columns here" : reason.text,
          notes: note(reason, sight)))
    }
    if isComplete, !rules.isEmpty, reasons.values.allSatisfy({ $0 != nil }), expectations.isEmpty {
      found.append(
        Diagnostic(
          .exercisesNothing, "this test exercises no rule", at: title.span,
          notes: ["it would pass whatever the rules say"]))
    }
    return found
  }

  private func note(_ reason: TestSight.Unseen, _ sight: TestSight) -> [String] {
    switch reason {
    case .columns: ["columns that `given rows` does not name are out of sight"]
    case .table: ["`given \"FILE\"` shows all columns"]
    case .baseline where sight.absentBaseline != nil:
      [
        "the monitor's baseline \(sight.absentBaseline ?? "") is not there:"
          + " `tidemark baseline DATA -o FOLDER` makes it"
      ]
    case .baseline:
      [
        "`against \"FOLDER\"` names what `tidemark baseline` wrote; `against rows` holds records;"
          + " `given series baseline(mae): 30` gives one value"
      ]
    case .metrics, .off, .segments: []
    }
  }
}
