import Language

extension RulesetChecker {
  /// - Parameter today: seconds since 1970-01-01T00:00:00Z; nil where no lint asks for the date.
  mutating func checkWaivers(_ tree: SyntaxTree, today: Double?) -> [Waiver] {
    var declared: [String: RuleDeclaration] = [:]
    for case .rule(let rule) in tree.declarations where declared[rule.name.text] == nil {
      declared[rule.name.text] = rule
    }
    let ids = Set(rules.map(\.id))
    var waivers: [Waiver] = []
    var unknown: [WaiveDeclaration] = []
    for case .waive(let waiver) in tree.declarations {
      // A date that is none was told where it was read, and is 0.
      if let today, waiver.until.value != 0 { report(waiver, today: today) }
      report(emptyTextsOf: waiver)
      let rule = declared[waiver.rule.text]
      // Without a schema, checks of columns are not known yet.
      let mayBe = schema == nil && waiver.rule.text.hasPrefix("columns.")
      guard rule != nil || ids.contains(waiver.rule.text) || mayBe else {
        unknown.append(waiver)
        continue
      }
      var selection: VerdictSelection?
      if let expression = waiver.condition {
        guard
          let checked = self.selection(
            expression, of: rule, .wrongWaiver, "without `for` the waiver covers the whole rule")
        else { continue }
        selection = checked
      }
      waivers.append(
        Waiver(
          rule: waiver.rule.text, selection: selection,
          lastDay: waiver.until.span.text, until: waiver.until.endOfDay,
          because: waiver.because.text,
          owner: waiver.owner.text,
          span: waiver.span))
    }
    report(ofNoRule: unknown, among: ids)
    return waivers
  }

  /// Waivers for which a near name is looked for: each looks through all.
  private static let mostSuggestions = 100

  private mutating func report(ofNoRule unknown: [WaiveDeclaration], among ids: Set<String>) {
    guard !unknown.isEmpty else { return }
    let ids = ids.sorted()
    for (index, waiver) in unknown.enumerated() {
      let candidates = index < Self.mostSuggestions ? ids : []
      diagnostics.append(
        Diagnostic(
          .waivesNothing, "no rule is called `\(waiver.rule.text)`", at: waiver.rule.span,
          notes: ["a waiver names a rule, or a check as columns.COLUMN.CHECK"],
          fixIts: FixIt.nearest(
            to: waiver.rule.text, among: candidates, replace: waiver.rule.span)))
    }
  }

  /// What `for` picks among the verdicts of a rule; nil, and a diagnostic, where that can't be.
  mutating func selection(
    _ expression: Expression, of rule: RuleDeclaration?, _ code: DiagnosticCode, _ note: String
  ) -> VerdictSelection? {
    let variable = rule.flatMap(RulesetChecker.variable)
    let names = [variable].compactMap(\.self) + (rule.map(RulesetChecker.segments) ?? [])
    guard !names.isEmpty else {
      diagnostics.append(
        Diagnostic(
          code, "this rule has neither a loop nor segments that `for` could pick from",
          at: expression.span, notes: [note]))
      return nil
    }
    var scope = Scope(catalogue: catalogue)
    scope.lets = self.scope.lets
    scope.definitions = self.scope.definitions
    scope.knownColumns = Set(names)
    return with(scope) { $0.predicate(expression) }.map {
      VerdictSelection(variable: variable, condition: $0)
    }
  }

  private static func variable(_ rule: RuleDeclaration) -> String? {
    for case .forEach(_, let variable, _) in rule.clauses.map(\.kind) { return variable.text }
    return nil
  }

  private static func segments(_ rule: RuleDeclaration) -> [String] {
    for case .by(let names, _, _) in rule.clauses.map(\.kind) { return names.map(\.text) }
    return []
  }

  private mutating func report(emptyTextsOf waiver: WaiveDeclaration) {
    for (word, text) in [("because", waiver.because), ("owner", waiver.owner)]
    where text.text.allSatisfy(\.isWhitespace) {
      diagnostics.append(
        Diagnostic(
          .wrongWaiver, "a waiver says `\(word)` in words", at: text.span,
          notes: ["who reads it in a month must know why, and whom to ask"]))
    }
  }

  private static let longest = 90.0 * 86_400

  private mutating func report(_ waiver: WaiveDeclaration, today: Double) {
    if waiver.until.endOfDay <= today {
      diagnostics.append(
        Diagnostic(
          .waiverExpired, "this waiver has ended", at: waiver.until.span,
          notes: ["what it covered alerts again: mend the rule, or remove the waiver"]))
    } else if waiver.until.endOfDay - today > RulesetChecker.longest {
      diagnostics.append(
        Diagnostic(
          .waiverLong, "this waiver lasts longer than 90 days", at: waiver.until.span,
          notes: ["what nobody looks at for a quarter is no longer watched: change the rule"]))
    }
  }
}
