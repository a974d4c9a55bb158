import ArgumentParser
import Engine
import Language
import Metrics
import Outputs

struct EvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "The value of window expressions over data.",
    discussion:
      "tidemark eval 'mean(fare)' 'drift(fare, method: ks)' --data now.csv --baseline then.csv"
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @ArgumentParser.Argument(
    help: ArgumentHelp("Expressions of the rule language.", valueName: "expr"))
  var expressions: [String]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Files, globs, folders, or - for standard input.", valueName: "data"))
  var data: [String]

  @Option(help: ArgumentHelp("What `tidemark baseline` wrote, or data.", valueName: "path"))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "What the model predicts, such as 'regression(prediction: p, label: y)'.",
      valueName: "task"))
  var task: String?

  @Option(
    help: ArgumentHelp(
      "Which columns hold attributions of the model's features, such as '\"shap_*\"'.",
      valueName: "columns"))
  var attributions: String?

  @Option(help: "How values are printed.")
  var format: Format = .text

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  @OptionGroup var truthOptions: GroundTruthOptions

  @OptionGroup var windowOptions: WindowOptions

  @OptionGroup var options: DataOptions

  func run() async throws {
    let sources = expressions.map { SourceFile(path: "expression", text: $0) }
    let parsed = sources.map { Parser.parseExpression($0) }
    let parsedTask = task.map { Parser.parseExpression(SourceFile(path: "--task", text: $0)) }
    let parsedSource = attributions.map {
      Parser.parseExpression(SourceFile(path: "--attributions", text: $0))
    }
    try refuse((parsed + [parsedTask, parsedSource].compactMap(\.self)).flatMap(\.diagnostics))

    let stored = try baseline.flatMap(Baseline.stored)
    let span = try windowOptions.span(now: RunRecord.now)
    let reading = try DataReading(
      data, options,
      DataReading.Purpose(
        labels: try GroundTruth.Request(
          truthOptions, span: span, task: GivenTask(text: task).task),
        inputNames: stored?.gathered.schema.names, span: span))
    var scope = Scope(catalogue: .standard, schema: reading.schema)
    scope.knownColumns = reading.schema.map { Set($0.names) }
    scope.sections = reading.sections
    for column in stored?.gathered.schema.columns ?? [] {
      scope.facts.types[column.name] = column.type
    }
    var checker = ExpressionChecker(scope)
    if let parsedTask {
      checker.scope.task = checker.task(parsedTask.expression)
      try refuse(checker.diagnostics)
    } else if case .quality(let statistics)? = reading.statistics {
      checker.scope.task = QualityTerms(statistics.kind).task
    }
    if let parsedSource {
      checker.scope.attributions = checker.attributions(parsedSource.expression)
      try refuse(checker.diagnostics)
    }
    let terms = parsed.map { checker.check($0.expression, .window) }
    try refuse(checker.diagnostics + checker.historyUses.map(Diagnostic.withoutHistory))

    let plan = Plan(terms)
    var used = stored
    if stored == nil, let baseline {
      used = try await Baseline.read(
        try DataReading([baseline], options, DataReading.Purpose(isBaseline: true)), baseline,
        plan.baselineRequests)
    }
    let given = WindowEvaluator.given(in: plan, baseline: used?.gathered)
    let result = try await reading.gather(
      plan.requests, given: given, run: try windowOptions.window(span, reading))
    let evaluator = WindowEvaluator(data: try result.gathered, baseline: used?.gathered)
    let values = zip(expressions, terms).map { ($0, evaluator.evaluate($1).value) }
    show(values, window: result.panes.cutJSON(result.clock), records: try result.gathered.records)
    if !options.quiet { result.labels?.lines.forEach { Console.error("labels: \($0)") } }
    if let failure = result.failure { throw CommandFailure.data(failure) }
    if values.contains(where: { if case .unknown = $0.1 { true } else { false } }) {
      throw ExitCode(4)
    }
  }

  private func refuse(_ diagnostics: [Diagnostic]) throws {
    guard diagnostics.contains(where: { $0.severity == .error }) else { return }
    RuleFiles.show(diagnostics, color: color, from: .warning)
    throw CommandFailure.arguments("nothing was evaluated")
  }

  private func show(_ values: [(String, MetricValue)], window: JSON?, records: Int) {
    switch format {
    case .json:
      let members = values.map { JSON.Member($0, $1.cell) }
      Console.print(
        JSON.object([
          "rows": .integer(records), "window": window, "values": .object(members),
        ]).text(.pretty))
    case .text:
      for (expression, value) in values {
        let text: String
        switch value {
        case .unknown(let reason): text = "unknown (\(reason.rawValue))"
        case .number(let estimate):
          text =
            Number.text(estimate.value)
            + (estimate.error > 0 ? " ± \(Number.brief(estimate.error))" : "")
            + (value.intervalText.map { " \($0)" } ?? "")
        case .time(let seconds): text = MetricValue.text(ofTime: seconds)
        case .text(let value): text = value
        case .boolean(let value): text = value ? "true" : "false"
        case .structure(let json): text = json.text(.compact)
        }
        Console.print("\(expression) = \(VisibleText.safe(text))")
      }
    }
  }
}

extension MetricValue {
  /// A cell of `eval --format json`.
  fileprivate var cell: JSON {
    switch self {
    case .number(let estimate):
      .object([
        "value": .number(estimate.value), "error": .number(estimate.error),
        "interval": intervalJSON,
      ])
    case .unknown(let reason): .object(["value": .null, "unknown": .string(reason.rawValue)])
    default: .object(["value": json])
    }
  }
}
