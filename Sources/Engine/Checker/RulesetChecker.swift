import Language

/// Checks rule files and makes their rules ready for a schema.
package struct RulesetChecker {
  let catalogue: Catalogue
  let schema: Schema?
  var scope: Scope
  var diagnostics: [Diagnostic] = []
  var rules: [Rule] = []
  var standIns: [Rule] = []
  /// How many diagnostics are known to be no errors.
  private var examined = 0
  var settings = Rule.Settings()
  var about = Rule.About()
  var usedLets: Set<String> = []
  /// Names that files read which import this one; nil where they are not known.
  private(set) var readElsewhere: Set<String>?
  /// Columns that some entry of `columns { }` flags `optional`.
  var optionalColumns: Set<String> = []
  var unreviewed: [SourceSpan] = []
  var windows: Windowing?
  var sinks: [SinkSpecification] = []
  /// Where each sink is declared, those with mistakes too.
  var sinkPlaces: [String: SourceSpan] = [:]
  /// Where earlier windows are asked for.
  var historyUses: [SourceSpan] = []
  /// Sinks that run a command, and their programs.
  var commandUses: [(program: String, span: SourceSpan)] = []
  /// The program that the model is, where it is one.
  var modelCommand: (program: String, span: SourceSpan)?
  /// The columns of files that `background:` names, by their paths.
  var backgrounds: [String: [String]] = [:]
  /// What the monitor says of lints.
  var levels = LintLevels()

  /// - Parameters:
  ///   - schema: the baseline's columns, else the data's; nil where neither is known.
  ///   - known: names that columns may have, any other being a mistake: those of the baseline and
  ///     the data. Nil where nothing but the data is known: what they lack is a matter for
  ///     verdicts.
  ///   - hasHistory: whether earlier runs leave a history to this one.
  ///   - today: for lints of waivers, seconds since 1970-01-01T00:00:00Z; nil for none.
  ///   - allowsCommands: whether sinks may run commands.
  ///   - allowsModel: whether the model may be a command; nil where it is as with sinks.
  ///   - backgrounds: the columns of files that `background:` names, as far as they could be read.
  ///   - levels: what the command line says of lints.
  ///   - readElsewhere: the names that files read which import this one; nil where they are not known.
  package static func check(
    _ tree: SyntaxTree, catalogue: Catalogue, schema: Schema?, known: Set<String>?,
    sections: [String: String] = [:], today: Double? = nil, hasHistory: Bool = false,
    allowsCommands: Bool = false, allowsModel: Bool? = nil, backgrounds: [String: [String]] = [:],
    levels: LintLevels = LintLevels(), readElsewhere: Set<String>? = nil
  ) -> (ruleset: Ruleset, diagnostics: [Diagnostic]) {
    var checker = RulesetChecker(catalogue: catalogue, schema: schema, known: known)
    checker.scope.sections = sections
    checker.backgrounds = backgrounds
    checker.readElsewhere = readElsewhere
    let program = Linker.link(tree)
    let (ruleset, found) = checker.check(program, today: today, flags: levels)
    let problems =
      (hasHistory ? [] : checker.problemsWithoutHistory(program))
      + (allowsCommands ? [] : checker.problemsWithoutCommands())
      + (allowsModel ?? allowsCommands ? [] : checker.problemsWithoutModelCommands())
    let levels = checker.levels.followed(by: levels)
    let told = IgnoredDiagnostics.applied(
      to: found + problems, in: program, today: today,
      isLookedFor: { code in
        // What is about a library may show in another program alone.
        !program.isLibrary && levels.groups.contains(code.group)
          && (schema != nil || !DiagnosticCode.ofSchema.contains(code))
      })
    return (ruleset, levels.applied(to: told))
  }

  private init(catalogue: Catalogue, schema: Schema?, known: Set<String>?) {
    self.catalogue = catalogue
    self.schema = schema
    scope = Scope(catalogue: catalogue, schema: schema)
    scope.knownColumns = known
    scope.facts.known = known.map { $0.sorted() } ?? schema?.names ?? []
    for column in schema?.columns ?? [] {
      scope.facts.types[column.name] = column.type
      if column.isUniform { scope.facts.typeSources[column.name] = .baseline }
    }
  }

  private mutating func check(
    _ tree: SyntaxTree, today: Double?, flags: LintLevels
  ) -> (ruleset: Ruleset, diagnostics: [Diagnostic]) {
    diagnostics = tree.diagnostics
    refusePlugins(tree)
    readSets(tree)
    declareDefinitions(tree)
    declareRecordTime(tree)
    declareLets(tree)
    declareDerivations(tree)
    let monitor = declareMonitor(tree)
    let name = monitor?.name.text ?? RulesetChecker.stem(tree.source.path)
    declareMetrics(tree)
    checkDefinitions()
    let metrics = checkMetrics(tree, monitor: name)
    declareSinks(tree, monitor: name)
    let blocks = tree.declarations.compactMap { declaration in
      if case .columns(let block) = declaration { block } else { nil }
    }
    checkColumns(blocks)
    var named: [String: SourceSpan] = [:]
    for case .rule(let rule) in tree.declarations {
      if let first = named[rule.name.text] {
        diagnostics.append(.duplicate("rule", rule.name, first: first))
        continue
      }
      named[rule.name.text] = rule.name.span
      let made = rules.count
      checkRule(rule)
      // Whatever went wrong, a rule is never passed over in silence.
      if schema != nil, rules.count == made, !hasErrors() {
        rules.append(
          .selectingNothing(
            rule.name.text, title: rule.title?.text, settings: settings, span: rule.span))
      }
    }
    let waivers = Dictionary(grouping: checkWaivers(tree, today: today), by: \.rule)
    for index in rules.indices { rules[index].waivers = waivers[rules[index].id] ?? [] }
    let tests = checkTests(tree, hasBaseline: monitor?.baseline != nil)
    reportUnused(tree)
    reportUnreviewed()
    for index in rules.indices where rules[index].sinks == nil { rules[index].sinks = sinks }
    settleHistory(tree, monitor: name)
    let ruleset = Ruleset(
      name: name, title: monitor?.title?.text,
      baseline: monitor?.baseline, windows: windows, rules: rules,
      metrics: metrics, standIns: standIns, scope: scope,
      sinks: sinks, unreviewed: unreviewed.count, tests: tests, readNames: usedLets)
    // What the parser passed over would show as further mistakes.
    if !tree.diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics += Lints.findings(
        in: LintedRules(
          program: tree, rules: rules, standIns: standIns, sinks: sinks, facts: scope.facts,
          hasWindows: windows != nil, isWhole: !hasErrors()),
        groups: levels.followed(by: flags).groups)
    }
    return (ruleset, diagnostics)
  }

  /// Whether a mistake has been reported; each diagnostic is looked at once.
  private mutating func hasErrors() -> Bool {
    if let new = diagnostics[min(examined, diagnostics.count)...]
      .firstIndex(where: { $0.severity == .error })
    {
      examined = new
      return true
    }
    examined = diagnostics.count
    return false
  }

  /// `rules/taxi.tide` → `taxi`
  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".tide") ? String(name.dropLast(5)) : name
  }

  /// Runs an expression checker in the current scope and keeps what it reports.
  mutating func with<Result>(
    _ scope: Scope, _ body: (inout ExpressionChecker) -> Result
  ) -> Result {
    var checker = ExpressionChecker(scope)
    let result = body(&checker)
    diagnostics += checker.diagnostics
    usedLets.formUnion(checker.usedLets)
    historyUses += checker.historyUses
    return result
  }

  // MARK: Declarations

  private mutating func declareLets(_ tree: SyntaxTree) {
    for case .let(let declaration) in tree.declarations {
      let name = declaration.name
      if let first = scope.lets[name.text] ?? scope.definitions[name.text] {
        diagnostics.append(.duplicate("let", declaration.name, first: first.name.span))
      } else {
        scope.lets[declaration.name.text] = declaration
      }
    }
    for case .let(let declaration) in tree.declarations {
      warnOfShadow(declaration.name, "`let`")
      let used = usedLets
      let before = diagnostics.count
      let term = with(scope) { $0.check(declaration) }
      if diagnostics[before...].contains(where: { $0.code == .namesMultiply }) {
        scope.multipliedLets.insert(declaration.name.text)
      }
      // What a `let` reads is used only if the `let` itself is.
      usedLets = used
      if !term.isInvalid, term.stage == .window {
        diagnostics.append(
          Diagnostic(
            .constantWanted,
            "`let` names something known before the window: a constant, a set, a regex, columns",
            at: declaration.value.span, label: "a value of the window"))
      }
    }
  }

  private mutating func declareDerivations(_ tree: SyntaxTree) {
    for case .derive(let declaration) in tree.declarations {
      let name = declaration.name
      let first = scope.derived[name.text] ?? scope.lets[name.text] ?? scope.definitions[name.text]
      if let first {
        diagnostics.append(.duplicate("name", name, first: first.name.span))
        continue
      }
      warnOfShadow(name, "the derived column")
      scope.derived[name.text] = declaration
    }
    for case .derive(let declaration) in tree.declarations {
      guard let derived = scope.derived[declaration.name.text] else { continue }
      _ = with(scope) { $0.check(derived, .row) }
    }
  }

  private mutating func reportUnreviewed() {
    guard let first = unreviewed.first else { return }
    diagnostics.append(
      Diagnostic(
        .notReviewed,
        "\(unreviewed.count) generated bound\(unreviewed.count == 1 ? " is" : "s are")"
          + " not reviewed yet",
        at: first, notes: ["delete `suggested(…)` to adopt a bound as your own"]))
  }

  private mutating func declareMonitor(
    _ tree: SyntaxTree
  ) -> (name: Name, title: StringLiteral?, baseline: StringLiteral?)? {
    var found: MonitorDeclaration?
    var baseline: StringLiteral?
    var settings = self.settings
    defer { self.settings = settings }
    for case .monitor(let monitor) in tree.declarations {
      if let found {
        diagnostics.append(.duplicate("monitor", monitor.name, first: found.name.span))
        continue
      }
      found = monitor
      reportTwice(
        monitor.clauses.compactMap { clause in
          switch clause.kind {
          case .baseline: ("baseline", clause.span)
          case .task: ("task", clause.span)
          case .drift: ("drift", clause.span)
          case .attributions: ("attributions", clause.span)
          case .model: ("model", clause.span)
          case .lint: ("lint", clause.span)
          case .defaults(let defaults): (defaults.settingWord, clause.span)
          default: nil
          }
        })
      for clause in monitor.clauses {
        switch clause.kind {
        case .baseline(let path): baseline = path
        case .owner(let text): about.owner = text.text
        case .tags(let tags): about.add(tags)
        case .lint(let entries): declareLevels(entries)
        case .capture: break
        case .defaults(let defaults): apply(defaults, clause.span, to: &settings)
        case .task(let task): scope.task = with(scope) { $0.task(task) } ?? scope.task
        case .window(let window): declareWindow(window, clause.span)
        case .attributions, .model: break
        case .drift(let call): declareDrift(call)
        }
      }
      declareAttributions(monitor)
    }
    return found.map { ($0.name, $0.title, baseline) }
  }

  mutating func apply(
    _ clause: DefaultClause, _ span: SourceSpan, to settings: inout Rule.Settings
  ) {
    switch clause {
    case .severity(let severity): settings.severity = severity
    case .mode(let mode): settings.mode = mode
    case .onUnknown(let handling):
      settings.onUnknown = handling
      if handling == .hold { historyUses.append(span) }
    case .needsRows(let number):
      if let rows = Int(exactly: number.value) {
        settings.needsRows = rows
      } else {
        diagnostics.append(
          Diagnostic(.wholeNumberWanted, "a number of rows is whole", at: number.span))
      }
    case .needsLabels(let share, let within):
      if !(share.value > 0 && share.value <= 1) || within.map({ $0 <= 0 }) == true {
        diagnostics.append(
          Diagnostic(
            .labelsNeverEnough, "this can never be met, or always is", at: share.span,
            label: "more than 0% and at most 100%",
            notes: ["such as `needs labels for at least 80% within 7 days`"]))
      }
      settings.needsLabels = Rule.NeedsLabels(share: share.value, within: within)
    case .needsHistory(let windows):
      settings.needsHistory = whole(windows, "a number of windows", 1...HistoryCall.mostLast)
      historyUses.append(span)
    }
  }
}

extension Diagnostic {
  static func duplicate(_ what: String, _ name: Name, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .duplicateName, "a second \(what) is called `\(name.text)`", at: name.span,
      secondary: [Diagnostic.Label(first, "the first one")])
  }
}
