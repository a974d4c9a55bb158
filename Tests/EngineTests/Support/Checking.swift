import Engine
import Language
import Metrics
import Testing

/// How data are cut and shared: it must change nothing.
struct Cut {
  var rowsPerPiece = 2
  var threads = 2
}

/// 2026-01-01, the day on which tests look at waivers.
let testDay = 1_767_225_600.0

/// Rules checked as `check` does it; `edition 1` is put before them. Several files are written as
/// `ExampleFiles` reads them.
func check(
  _ rules: String, schema: Schema? = nil, known: Set<String>? = nil
) -> (ruleset: Ruleset, diagnostics: [Diagnostic]) {
  let text = rules.hasPrefix("edition") ? rules : "edition 1\n" + rules
  return RulesetChecker.check(
    ExampleFiles(text).linked, catalogue: .standard, schema: schema, known: known, today: testDay)
}

/// The codes of what is wrong with rules, in order.
func codes(_ rules: String, schema: Schema? = nil, known: Set<String>? = nil) -> [String] {
  check(rules, schema: schema, known: known).diagnostics.map(\.code.id)
}

func gather(_ csv: String, _ requests: [StatisticRequest], given: [String: Value], _ cut: Cut)
  async -> Gathered
{
  let source = RowsSource(csv, rowsPerPiece: cut.rowsPerPiece)
  let gathering = Gathering(requests, given: given, threads: cut.threads)
  let panes = await gathering.gather(source, log: MalformedLog(names: source.names)).panes
  return panes.inOrder()?.first?.gathered ?? Gathered()
}

/// Rules judged over CSV text.
///
/// - Parameter schema: a baseline's schema with types, where it is known as from a stored one.
func judge(
  _ rules: String, over csv: String, against baseline: String? = nil, schema: Schema? = nil,
  cut: Cut = Cut(), from place: SourceLocation = #_sourceLocation
) async -> [Verdict] {
  let names = RowsSource(csv).columns
  let known = schema ?? baseline.map { Schema(names: RowsSource($0).columns) }
  let checked = check(
    rules, schema: known ?? Schema(names: names), known: known.map { Set($0.names + names) })
  for diagnostic in checked.diagnostics where diagnostic.severity == .error {
    Issue.record(
      "\(diagnostic.code.id) \(diagnostic.message): \(diagnostic.span.text)", sourceLocation: place)
  }
  let rules = checked.ruleset.rules
  let plan = Plan(rules)
  var before: Gathered?
  if let baseline { before = await gather(baseline, plan.baselineRequests, given: [:], cut) }
  let given = WindowEvaluator.given(in: plan, baseline: before)
  let data = await gather(csv, plan.requests, given: given, cut)
  return RuleEvaluator(
    data: data, baseline: before,
    RuleEvaluator.Context(monitor: checked.ruleset.name, moment: testDay)
  ).verdicts(rules)
}

/// The outcome of each rule: `pass`, `violated`, or the reason why it is unknown. Rules of a loop are
/// called `rule COLUMN`.
func outcomes(
  _ rules: String, over csv: String, against baseline: String? = nil, schema: Schema? = nil,
  cut: Cut = Cut(), from place: SourceLocation = #_sourceLocation
) async -> [String: String] {
  let verdicts = await judge(
    rules, over: csv, against: baseline, schema: schema, cut: cut, from: place)
  return Dictionary(
    verdicts.map { verdict in
      let isLooped = verdict.column != nil && !verdict.rule.hasPrefix("columns.")
      return (
        isLooped ? "\(verdict.rule) \(verdict.column ?? "")" : verdict.rule, verdict.outcome
      )
    }, uniquingKeysWith: { "\($0), \($1)" })
}

/// The outcome of `expect CONDITION`.
func outcome(
  _ condition: String, over csv: String, against baseline: String? = nil, cut: Cut = Cut(),
  from place: SourceLocation = #_sourceLocation
) async -> String? {
  await outcomes(
    "rule r { expect \(condition) }", over: csv, against: baseline, cut: cut, from: place)["r"]
}

/// The value of a window expression.
///
/// - Parameter task: what the monitor's `task` says.
func value(
  of expression: String, over csv: String, against baseline: String? = nil, task: String? = nil,
  attributions: String? = nil, cut: Cut = Cut(), from place: SourceLocation = #_sourceLocation
) async -> MetricValue {
  await values(
    of: [expression], over: csv, against: baseline, task: task, attributions: attributions,
    cut: cut, from: place)[0]
}

/// The values of window expressions, in their order, from one pass over the data.
func values(
  of expressions: [String], over csv: String, against baseline: String? = nil,
  task: String? = nil, attributions: String? = nil, cut: Cut = Cut(),
  from place: SourceLocation = #_sourceLocation
) async -> [MetricValue] {
  var scope = Scope(catalogue: .standard, schema: Schema(names: RowsSource(csv).columns))
  scope.knownColumns = Set(RowsSource(csv).columns + RowsSource(baseline ?? "").columns)
  var checker = ExpressionChecker(scope)
  if let task {
    let stated = Parser.parseExpression(SourceFile(path: "task", text: task))
    checker.scope.task = checker.task(stated.expression)
  }
  if let attributions {
    let stated = Parser.parseExpression(SourceFile(path: "attributions", text: attributions))
    checker.scope.attributions = checker.attributions(stated.expression)
  }
  let terms = expressions.map { expression in
    let parsed = Parser.parseExpression(SourceFile(path: "expression", text: expression))
    let before = checker.diagnostics.count
    let term = checker.check(parsed.expression, .window)
    let found = parsed.diagnostics + checker.diagnostics[before...]
    for diagnostic in found where diagnostic.severity == .error {
      Issue.record(
        "\(diagnostic.code.id) \(diagnostic.message): \(expression)", sourceLocation: place)
    }
    return term
  }
  let plan = Plan(terms)
  // What `profile` stores, `merge` must be able to read.
  for request in plan.requests + plan.baselineRequests {
    #expect(StatisticKinds.isKnown(request.kind), "\(expressions)", sourceLocation: place)
  }
  var before: Gathered?
  if let baseline { before = await gather(baseline, plan.baselineRequests, given: [:], cut) }
  let given = WindowEvaluator.given(in: plan, baseline: before)
  let data = await gather(csv, plan.requests, given: given, cut)
  let evaluator = WindowEvaluator(data: data, baseline: before)
  return terms.map { evaluator.evaluate($0).value }
}

extension Verdict {
  var outcome: String {
    if case .unknown(let reason) = state { reason.rawValue } else { state.word }
  }
}
