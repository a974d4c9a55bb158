import Language

extension RulesetChecker {
  mutating func checkRule(_ rule: RuleDeclaration) {
    var draft = RuleDraft(settings: settings, about: about)
    reportTwice(
      rule.clauses.compactMap { clause in clause.kind.settingWord.map { ($0, clause.span) } })
    for clause in rule.clauses { read(clause, into: &draft) }
    unreviewed += rule.clauses.compactMap(\.suggested?.span)
    let made = rules.count
    defer {
      if let notified = draft.notified {
        for index in rules.indices[made...] { rules[index].sinks = notified }
      }
    }
    guard !draft.predicates.isEmpty else {
      // The condition may be what could not be read.
      guard rule.isWhole else { return }
      diagnostics.append(
        Diagnostic(
          .emptyRule, "rule `\(rule.name.text)` says nothing that must hold", at: rule.name.span,
          notes: ["give it `expect CONDITION` or `alert when CONDITION`"]))
      return
    }
    guard let loop = draft.loop else {
      if let made = make(rule, draft, scope, column: nil) { rules.append(made) }
      return
    }
    warnOfShadow(loop.variable, "the loop's variable")
    expand(rule, draft, loop)
  }

  /// Clauses that set one thing, where a second would silently win.
  mutating func reportTwice(_ clauses: [(word: String, span: SourceSpan)]) {
    var first: [String: SourceSpan] = [:]
    for (word, span) in clauses {
      if let before = first[word] {
        diagnostics.append(
          Diagnostic(
            .duplicateClause, "`\(word)` stands twice", at: span,
            secondary: [Diagnostic.Label(before, "the first one")]))
      } else {
        first[word] = span
      }
    }
  }

  private mutating func read(_ clause: RuleClause, into draft: inout RuleDraft) {
    switch clause.kind {
    case .forEach(let type, let variable, let set):
      if draft.loop != nil {
        diagnostics.append(
          Diagnostic(.duplicateClause, "a rule has one `for each`", at: clause.span))
      }
      draft.loop = RuleDraft.Loop(type: type, variable: variable, set: set, span: clause.span)
    case .by(let names, let most, let least):
      if draft.by != nil {
        diagnostics.append(Diagnostic(.duplicateClause, "a rule has one `by`", at: clause.span))
      }
      draft.by = RuleDraft.By(names: names, atMost: most, atLeastRows: least)
    case .where(let condition):
      if let first = draft.filter {
        diagnostics.append(
          Diagnostic(
            .duplicateClause, "a rule has one `where`", at: clause.span,
            secondary: [Diagnostic.Label(first.span, "the first one")],
            notes: ["join the conditions with `and`"]))
      }
      draft.filter = condition
    case .expect(let condition, let severity):
      draft.predicates.append(
        RuleDraft.Predicate(sense: .expect, condition: condition, severity: severity))
    case .alert(let alert):
      draft.predicates.append(
        RuleDraft.Predicate(
          sense: .alert, condition: alert.condition, severity: alert.severity, alert: alert,
          span: clause.span))
    case .message(let text): draft.message = text
    case .runbook(let text): draft.about.runbook = text.text
    case .owner(let text): draft.about.owner = text.text
    case .tags(let tags): draft.about.add(tags)
    case .notify(let names): draft.notified = (draft.notified ?? []) + sinks(named: names)
    case .defaults(let defaults): apply(defaults, clause.span, to: &draft.settings)
    }
  }

  /// One rule for each column that the loop selects.
  private mutating func expand(_ rule: RuleDeclaration, _ draft: RuleDraft, _ loop: RuleDraft.Loop)
  {
    let outer = scope
    let selected = with(outer) { checker -> (type: TypeName?, set: ColumnSet)? in
      var type: TypeName?
      if let name = loop.type {
        guard let known = checker.typeName(name) else { return nil }
        type = known
      }
      guard let expression = loop.set else { return (type, .all) }
      guard let set = checker.columnSet(of: expression) else { return nil }
      return (type, set)
    }
    guard let selected else { return }
    let set = selected.set.intersecting(selected.type)
    guard let schema else {
      // No schema: checked once with a column that stands for any, for its diagnostics.
      var inner = outer
      inner.loops[loop.variable.text] = .anyColumn
      inner.facts.typeSources[loop.variable.text] = nil
      if var made = make(rule, draft, inner, column: nil) {
        made.selection = set
        standIns.append(made)
      }
      return
    }
    let columns = schema.columns.filter { set.membership(of: $0, scope.facts) != .no }
    let isSettled = columns.allSatisfy { set.membership(of: $0, scope.facts) == .yes }
    if columns.isEmpty {
      diagnostics.append(
        Diagnostic(
          .selectsNothing,
          "this selects none of the columns, of which there are \(schema.columns.count)",
          at: loop.span))
      rules.append(
        .selectingNothing(
          rule.name.text, title: rule.title?.text, settings: draft.settings, span: rule.span))
    }
    let first = diagnostics.count
    for (index, column) in columns.enumerated() {
      var inner = outer
      inner.loops[loop.variable.text] = .column(column.name)
      let before = diagnostics.count
      var test: Rule.Membership?
      if !isSettled {
        test = membership(of: column, in: set, group: "\(rule.span)", id: rule.name.text)
      }
      if let made = make(rule, draft, inner, column: column.name, membership: test) {
        rules.append(made)
      }
      if index > 0 { dropRepeated(from: before, since: first) }
    }
  }

  func membership(
    of column: Schema.Column, in set: ColumnSet, group: String, id: String
  ) -> Rule.Membership {
    Rule.Membership(
      set: set, isCategorical: scope.facts.categorical.contains(column.name),
      isSettled: set.membership(of: column, scope.facts) == .yes, group: group, id: id)
  }

  /// The same mistake at the same place for each further column says nothing new; another does.
  ///
  /// - Parameter first: where the diagnostics of the first column begin.
  mutating func dropRepeated(from start: Int, since first: Int) {
    guard start < diagnostics.count else { return }
    let key = { (diagnostic: Diagnostic) in "\(diagnostic.code.id) \(diagnostic.span)" }
    let told = Set(diagnostics[first..<start].map(key))
    diagnostics.replaceSubrange(
      start..., with: diagnostics[start...].filter { !told.contains(key($0)) })
  }

  /// A name that hides a column of the same name.
  mutating func warnOfShadow(_ name: Name, _ what: String) {
    let columns = scope.knownColumns ?? Set(schema?.names ?? [])
    guard columns.contains(name.text) else { return }
    diagnostics.append(
      Diagnostic(
        .shadowedColumn, "\(what) `\(name.text)` hides the column `\(name.text)`", at: name.span,
        notes: ["give it another name, or write the column between backticks"]))
  }

  private mutating func make(
    _ declaration: RuleDeclaration, _ draft: RuleDraft, _ outer: Scope, column: String?,
    membership: Rule.Membership? = nil
  ) -> Rule? {
    var scope = outer
    if let filter = draft.filter {
      guard let condition = with(scope, { $0.predicate(filter) }) else { return nil }
      scope.filter = condition
    }
    var segmentation: Segmentation?
    if let by = draft.by {
      guard let made = self.segmentation(by, scope) else { return nil }
      segmentation = made
    }
    var conditions: [Rule.Condition] = []
    for predicate in draft.predicates {
      let term = with(scope) { checker -> Term in
        let term = checker.check(predicate.condition, .window)
        return checker.condition(term) ? term : checker.silent(term.span)
      }
      guard !term.isInvalid else { continue }
      report(alwaysOrNever: term, predicate.sense)
      var condition = Rule.Condition(
        sense: predicate.sense, term: term,
        severity: predicate.severity ?? draft.settings.severity,
        text: predicate.condition.span.text
      )
      guard setFiring(of: &condition, predicate, scope) else { continue }
      conditions.append(condition)
    }
    var message: MessageTemplate?
    if let literal = draft.message {
      let parsed = MessageTemplate.parse(
        literal,
        variables: (draft.loop.map { [$0.variable.text] } ?? []) + (segmentation?.names ?? []))
      diagnostics += parsed.problems
      message = parsed.template
    }
    guard conditions.count == draft.predicates.count else { return nil }
    let columns = conditions.flatMap(\.term.columns) + (scope.filter?.columns ?? [])
    var rule = Rule(
      id: declaration.name.text, title: declaration.title?.text, column: column,
      conditions: conditions,
      filter: scope.filter, settings: draft.settings, message: message, kind: .check,
      membership: membership, isOptional: false,
      isSensitive: columns.contains { scope.facts.sensitive.contains($0) },
      span: declaration.span)
    rule.segmentation = segmentation
    rule.about = draft.about
    rule.labelShare = labelShare(of: rule, declaration, scope)
    report(baselineOfRecords: rule)
    return rule
  }

  /// A condition whose outcome no data can change is a mistake.
  mutating func report(alwaysOrNever term: Term, _ sense: Rule.Condition.Sense) {
    guard let holds = RangeAnalysis.decide(term) ?? SolutionSet.decideParts(term) else { return }
    let fires = sense == .expect ? !holds : holds
    var fixIts: [FixIt] = []
    var label = ""
    if let found = RangeAnalysis.decidingComparison(term) {
      label = found.label
      if let percent = found.percent {
        fixIts = [
          FixIt("did you mean \(percent.text)?", replace: percent.span, with: percent.text)
        ]
      }
    }
    diagnostics.append(
      Diagnostic(
        fires ? .alwaysFires : .neverFires,
        fires ? "this rule always fires" : "this rule can never fire", at: term.span, label: label,
        notes: notes(ofSettled: term), fixIts: fixIts))
  }

  /// Why no data can change a condition, where its own text shows that.
  private func notes(ofSettled term: Term) -> [String] {
    if case .compare(let left, _, let right) = term.kind, left.canonical == right.canonical {
      return ["both sides are the same"]
    }
    return term.stage == .given ? ["nothing in it comes from the data"] : []
  }
}

/// A rule's clauses, gathered before its conditions are checked.
struct RuleDraft {
  struct Loop {
    let type: Name?
    let variable: Name
    let set: Expression?
    let span: SourceSpan
  }

  struct Predicate {
    let sense: Rule.Condition.Sense
    let condition: Expression
    let severity: SeverityLiteral?
    /// Of `alert`, when it fires and until when.
    var alert: AlertClause?
    var span: SourceSpan?
  }

  struct By {
    let names: [Name]
    let atMost: NumberLiteral
    let atLeastRows: NumberLiteral?
  }

  var settings: Rule.Settings
  var about: Rule.About
  var loop: Loop?
  var by: By?
  var filter: Expression?
  var predicates: [Predicate] = []
  var message: StringLiteral?
  /// The sinks of `notify`, where it stands.
  var notified: [SinkSpecification]?

  init(settings: Rule.Settings, about: Rule.About) {
    self.settings = settings
    self.about = about
  }
}
