import Language

/// Tests of rules: each has a title of its own, data of one kind, and expectations of rules that there
/// are.
extension RulesetChecker {
  mutating func checkTests(_ tree: SyntaxTree, hasBaseline: Bool) -> [RuleTest] {
    var titles: [String: SourceSpan] = [:]
    var tests: [RuleTest] = []
    for case .test(let test) in tree.declarations where test.span.file === tree.source {
      if let first = titles[test.title.text] {
        diagnostics.append(
          Diagnostic(
            .testTitleTwice, "a second test is called \"\(test.title.text)\"", at: test.title.span,
            secondary: [Diagnostic.Label(first, "the first one")]))
      }
      titles[test.title.text] = test.title.span
      guard let checked = check(test, in: tree) else { continue }
      tests.append(checked)
      if case .series(let series) = checked.given {
        let sight = TestSight(
          .series(Set(series.values.keys)), hasBaseline: hasBaseline || checked.baseline != nil,
          baselineCalls: Set(checked.baselineValues.keys))
        // Which rules there are of columns depends on the columns, and those of a test are its own.
        diagnostics += checked.unseen(
          rules.filter { $0.column == nil && $0.kind == .check }, sight,
          isComplete: !tree.hasRulesOfColumns)
      }
    }
    return tests
  }

  private mutating func check(_ test: TestDeclaration, in tree: SyntaxTree) -> RuleTest? {
    let before = diagnostics.count { $0.severity == .error }
    var parts = TestParts()
    for clause in test.clauses { read(clause, into: &parts) }
    let (series, baselineValues) = checkSeries(parts.series)
    // What is missing may be what could not be read.
    if test.isWhole { reportMissing(parts, test, series, baselineValues) }
    let windows = parts.data == nil ? series.count : nil
    let expectations = parts.expectations.compactMap { check($0.then, $0.span, windows, tree) }
    guard test.isWhole, diagnostics.count(where: { $0.severity == .error }) == before else {
      return nil
    }
    return RuleTest(
      title: test.title, given: parts.data ?? .series(series), baseline: parts.baseline,
      baselineValues: baselineValues, expectations: expectations,
      othersPass: parts.othersPass, span: test.span)
  }

  private mutating func reportMissing(
    _ parts: TestParts, _ test: TestDeclaration, _ series: SeriesWindows,
    _ baselineValues: [String: MetricValue]
  ) {
    if parts.data == nil, parts.series.isEmpty {
      diagnostics.append(
        Diagnostic(
          .wrongTest, "this test is given no data", at: test.title.span,
          notes: [
            "`given rows \"\"\"…\"\"\"` gives it records, `given \"FILE\"` a file,"
              + " `given series mae: 38 45` values of a metric"
          ]))
    } else if parts.data == nil, series.count == 0, !baselineValues.isEmpty {
      diagnostics.append(
        Diagnostic(
          .wrongTest, "this test is given values of the baseline alone", at: test.title.span,
          notes: ["`given series` without `baseline(…)` gives it windows"]))
    }
    if parts.expectations.isEmpty, parts.othersPass == nil {
      diagnostics.append(
        Diagnostic(
          .wrongTest, "this test expects nothing", at: test.title.span,
          notes: ["write `then RULE violated`, `then RULE passes` or `then others pass`"]))
    }
  }

  // MARK: Clauses

  private mutating func read(_ clause: TestClause, into parts: inout TestParts) {
    switch clause.kind {
    case .rows(let rows): take(.rows(rows), clause.span, into: &parts)
    case .file(let path): take(.file(path), clause.span, into: &parts)
    case .series(let metric, let points):
      parts.series.append((metric, points, clause.span))
      if let first = parts.dataSpan { reportMixed(clause.span, first) }
    case .against(let path): take(against: .path(path), clause.span, into: &parts)
    case .againstRows(let rows): take(against: .rows(rows), clause.span, into: &parts)
    case .then(let then): parts.expectations.append((then, clause.span))
    case .othersPass:
      if let first = parts.othersPass { reportTwice("then others pass", clause.span, first) }
      parts.othersPass = clause.span
    }
  }

  private mutating func take(
    _ given: RuleTest.Given, _ span: SourceSpan, into parts: inout TestParts
  ) {
    if let first = parts.dataSpan ?? parts.series.first?.span { reportMixed(span, first) }
    parts.data = given
    parts.dataSpan = span
  }

  private mutating func take(
    against baseline: RuleTest.Baseline, _ span: SourceSpan, into parts: inout TestParts
  ) {
    if let first = parts.baselineSpan { reportTwice("against", span, first) }
    parts.baseline = baseline
    parts.baselineSpan = span
  }

  private mutating func reportMixed(_ span: SourceSpan, _ first: SourceSpan) {
    diagnostics.append(
      Diagnostic(
        .wrongTest, "a test is given rows, or a file, or series", at: span,
        secondary: [Diagnostic.Label(first, "data are given here already")],
        notes: ["write a second test for the others"]))
  }

  private mutating func reportTwice(_ what: String, _ span: SourceSpan, _ first: SourceSpan) {
    diagnostics.append(
      Diagnostic(
        .wrongTest, "`\(what)` stands twice", at: span,
        secondary: [Diagnostic.Label(first, "the first one")]))
  }

  // MARK: Expectations

  /// - Parameter windows: how many there will be, where that is known.
  private mutating func check(
    _ then: TestExpectation, _ span: SourceSpan, _ windows: Int?, _ tree: SyntaxTree
  ) -> RuleTest.Expectation? {
    let id = then.rule.text
    let rule = tree.declarations.lazy.compactMap { declaration in
      if case .rule(let rule) = declaration, rule.name.text == id { rule } else { nil }
    }.first
    guard isKnown(then.rule, rule, tree) else { return nil }
    var selection: VerdictSelection?
    if let condition = then.condition {
      let note = "without `for` all verdicts of the rule are looked at"
      guard let picked = self.selection(condition, of: rule, .wrongExpectation, note) else {
        return nil
      }
      selection = picked
    }
    var number: Int?
    if let window = then.window {
      guard let checked = check(window, of: windows) else { return nil }
      number = checked
    }
    return RuleTest.Expectation(
      rule: id, outcome: then.outcome, selection: selection, window: number, span: span,
      ruleSpan: then.rule.span)
  }

  /// Whether there is such a rule; checks of sets of columns are known with the columns of the test.
  private mutating func isKnown(
    _ path: Path, _ rule: RuleDeclaration?, _ tree: SyntaxTree
  ) -> Bool {
    let name = path.text
    if rule != nil || rules.contains(where: { $0.id == name }) { return true }
    if name.hasPrefix("columns."), tree.checksSets { return true }
    diagnostics.append(
      Diagnostic(
        .testsNoRule, "no rule is called `\(name)`", at: path.span,
        notes: ["`then` names a rule, or a check as columns.COLUMN.CHECK"],
        fixIts: FixIt.nearest(
          to: name, among: Set(rules.map(\.id) + tree.ruleNames).sorted(), replace: path.span)))
    return false
  }

  private mutating func check(_ window: NumberLiteral, of count: Int?) -> Int? {
    let number = Int(exactly: window.value)
    if let number, number >= 1, number <= count ?? SeriesWindows.most { return number }
    let most = count ?? SeriesWindows.most
    diagnostics.append(
      Diagnostic(
        .wrongExpectation,
        count == nil || number == nil || number == 0
          ? "windows are counted from 1"
          : "there is no window \(window.span.text): the series have \(most)",
        at: window.span))
    return nil
  }
}

/// The clauses of a test, sorted.
private struct TestParts {
  var data: RuleTest.Given?
  var dataSpan: SourceSpan?
  var series: [(metric: Expression, points: [SeriesPoint], span: SourceSpan)] = []
  var baseline: RuleTest.Baseline?
  var baselineSpan: SourceSpan?
  var expectations: [(then: TestExpectation, span: SourceSpan)] = []
  var othersPass: SourceSpan?
}

extension SyntaxTree {
  fileprivate var ruleNames: [String] {
    declarations.compactMap { if case .rule(let rule) = $0 { rule.name.text } else { nil } }
  }

  /// Whether the rules depend on which columns there are.
  fileprivate var hasRulesOfColumns: Bool {
    declarations.contains { declaration in
      switch declaration {
      case .columns: true
      case .rule(let rule):
        rule.clauses.contains { if case .forEach = $0.kind { true } else { false } }
      default: false
      }
    }
  }

  /// Whether some entry of `columns { }` is of more than one column by its name.
  fileprivate var checksSets: Bool {
    let lets = Set(
      declarations.compactMap { if case .let(let name) = $0 { name.name.text } else { nil } })
    return declarations.contains { declaration in
      guard case .columns(let block) = declaration else { return false }
      return block.entries.contains { entry in
        guard case .checks(let selector, _) = entry.kind else { return false }
        guard case .path(let path) = selector else { return true }
        return path.single.map { !$0.isQuoted && lets.contains($0.text) } ?? false
      }
    }
  }
}
