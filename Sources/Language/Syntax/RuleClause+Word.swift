extension RuleClause.Kind {
  /// The word of a clause that sets one thing; nil for those that may repeat or are told elsewhere.
  package var settingWord: String? {
    switch self {
    case .message: "message"
    case .runbook: "runbook"
    case .owner: "owner"
    case .defaults(let clause): clause.settingWord
    case .forEach, .by, .where, .expect, .alert, .notify, .tags: nil
    }
  }

  /// By what an override names it: `where`, `alert critical`.
  var name: String {
    switch self {
    case .forEach: "for each"
    case .by: "by"
    case .where: "where"
    case .expect(_, let severity): "expect" + (severity.map { " … else \($0.rawValue)" } ?? "")
    case .alert(let alert): "alert" + (alert.severity.map { " \($0.rawValue)" } ?? "")
    case .notify: "notify"
    case .tags: "tags"
    case .message, .runbook, .owner, .defaults: settingWord ?? ""
    }
  }

  /// Whether every rule has it, be it by default: then it can be set where it does not stand.
  var isSetting: Bool {
    switch self {
    case .forEach, .by, .where, .expect, .alert: false
    case .message, .runbook, .owner, .notify, .tags, .defaults: true
    }
  }
}
