import Language

extension RulesetChecker {
  /// Puts into a condition when it fires and until when; false after a report.
  mutating func setFiring(
    of condition: inout Rule.Condition, _ predicate: RuleDraft.Predicate, _ scope: Scope
  ) -> Bool {
    guard let alert = predicate.alert else { return true }
    if let persistence = alert.persistence {
      guard let count = windowCount(persistence) else { return false }
      condition.firing.starts = count
    }
    guard let until = alert.until else { return true }
    historyUses.append(predicate.span ?? alert.condition.span)
    var stops = WindowCount.one
    if let persistence = alert.untilPersistence {
      guard let count = windowCount(persistence) else { return false }
      stops = count
    }
    guard let ending = ending(until, alert.condition) else { return false }
    let term = with(scope) { checker -> Term in
      let term = checker.check(ending, .window)
      return checker.condition(term) ? term : checker.silent(term.span)
    }
    guard !term.isInvalid else { return false }
    condition.firing.stops = stops
    condition.until = Rule.Condition.Until(term: term, text: ending.span.text)
    return true
  }

  /// What ends the firing as an expression; `until < X` repeats the left side of the condition.
  private mutating func ending(
    _ until: AlertClause.Until, _ condition: Expression
  ) -> Expression? {
    switch until {
    case .expression(let expression): return expression
    case .bound(let bound):
      var whole = condition
      while case .group(let inner) = whole.kind { whole = inner }
      if case .bounded(let left, _) = whole.kind {
        return Expression(.bounded(left, bound), bound.span)
      }
      diagnostics.append(
        Diagnostic(
          .untilWithoutLeft, "`until \(bound.span.text)` has no left side to repeat",
          at: bound.span, secondary: [Diagnostic.Label(condition.span, "not one comparison")],
          notes: ["write the whole condition after `until`"]))
      return nil
    }
  }

  /// `for 2 of 3 windows`
  private mutating func windowCount(_ persistence: Persistence) -> WindowCount? {
    let range = 1...WindowCount.most
    let what = "a number of windows"
    guard let count = whole(persistence.count, what, range) else { return nil }
    var total = count
    if let of = persistence.of {
      guard let number = whole(of, what, range) else { return nil }
      total = number
    }
    guard count <= total else {
      diagnostics.append(
        Diagnostic(
          .impossibleCount, "\(count) of \(total) windows can't be", at: persistence.span,
          notes: ["the first number is the smaller one: for \(total) of \(count) windows"]))
      return nil
    }
    if total > 1 { historyUses.append(persistence.span) }
    return WindowCount(count, of: total)
  }

  /// The coverage that `needs labels` asks for. The monitor's is for rules that read predictions,
  /// a rule's own for whatever it says.
  mutating func labelShare(
    of rule: Rule, _ declaration: RuleDeclaration, _ scope: Scope
  ) -> MetricCall? {
    guard rule.settings.needsLabels != nil, let metric = catalogue["label_share"] else {
      return nil
    }
    let own = declaration.clauses.first { clause in
      if case .defaults(.needsLabels) = clause.kind { true } else { false }
    }
    let readsPredictions = rule.conditions.contains { condition in
      condition.term.metricCalls.data.contains { $0.arguments.task != nil }
    }
    guard own != nil || readsPredictions else { return nil }
    return with(scope) { $0.metric(metric, [], own?.span ?? declaration.name.span) }.singleCall
  }

  /// What rules need once all clauses are read: the monitor's `needs N windows of history` is for
  /// rules that ask for earlier windows.
  mutating func settleHistory(_ tree: SyntaxTree, monitor: String) {
    var own: Set<String> = []
    for case .rule(let rule) in tree.declarations {
      for case .defaults(.needsHistory) in rule.clauses.map(\.kind) { own.insert(rule.name.text) }
    }
    for index in rules.indices {
      rules[index].monitor = monitor
      rules[index].holdUnknown()
      if !own.contains(rules[index].id), rules[index].historyCalls.isEmpty {
        rules[index].settings.needsHistory = nil
      }
    }
  }

  /// Where all data are one window and no run leaves anything to the next, nothing is earlier.
  func problemsWithoutHistory(_ tree: SyntaxTree) -> [Diagnostic] {
    for case .monitor(let monitor) in tree.declarations {
      for case .window in monitor.clauses.map(\.kind) { return [] }
    }
    var told: [SourceSpan] = []
    for span in historyUses where !told.contains(span) { told.append(span) }
    return told.map(Diagnostic.withoutHistory)
  }
}

extension Diagnostic {
  package static func withoutHistory(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .historyWanted, "this asks for earlier windows, and there are none", at: span,
      notes: [
        "the monitor cuts time into windows with `window 1 day on COLUMN`",
        "or each run is a window, and leaves its values to the next: check --history FILE",
      ])
  }
}
