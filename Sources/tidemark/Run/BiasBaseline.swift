import Engine
import Interchange
import Language
import Metrics

/// `baseline --bias`: the bias metrics of facets over training data, their rules, and the service's file
/// of them.
struct BiasBaseline {
  private struct Metric {
    let kind: BiasMetricName
    let arguments: String
    let term: Term
  }

  private struct Facet {
    let condition: Term
    let label: RowExpression?
    let positive: ValueSet?
    let metrics: [Metric]
  }

  private let facets: [Facet]

  /// - Parameters:
  ///   - requests: what each `--bias` says.
  ///   - task: what the command line says of label and prediction.
  init(_ requests: [String], task: GivenTask, _ schema: Schema?) throws {
    var scope = Scope(catalogue: .standard, schema: schema)
    scope.knownColumns = schema.map { Set($0.names) }
    if let text = task.text {
      var checker = ExpressionChecker(scope)
      let parsed = Parser.parseExpression(SourceFile(path: "--task", text: text))
      scope.task = checker.task(parsed.expression)
      try Self.refuse(parsed.diagnostics + checker.diagnostics)
    }
    facets = try requests.map { try Self.facet($0, scope) }
  }

  /// What a facet's metrics are called with, beside itself.
  private static let options = ["group", "features", "label", "prediction", "positive"]

  private static func facet(_ text: String, _ scope: Scope) throws -> Facet {
    let request = try BiasRequest(text, known: ["facet"] + options)
    guard let facet = request["facet"] else {
      throw CommandFailure.arguments(
        "--bias \(text): it lacks the facet, such as 'facet: A_SEX == 2'")
    }
    var checker = ExpressionChecker(scope)
    let parsed = Parser.parseExpression(SourceFile(path: "--bias", text: facet))
    let condition = checker.predicate(parsed.expression)
    try refuse(parsed.diagnostics + checker.diagnostics)
    guard let condition else { throw CommandFailure.arguments("--bias \(text): no condition") }
    var metrics: [Metric] = []
    for kind in BiasMetricName.allCases {
      let given = Self.arguments(of: kind, request, scope)
      if kind.needsGroup, request["group"] == nil { continue }
      if kind.needsFeatures, request["features"] == nil { continue }
      guard given.isComplete else { continue }
      let call = "\(kind.name)(\(given.text))"
      var checker = ExpressionChecker(scope)
      let parsed = Parser.parseExpression(SourceFile(path: "--bias", text: call))
      let term = checker.check(parsed.expression, .window)
      try refuse(parsed.diagnostics + checker.diagnostics)
      metrics.append(Metric(kind: kind, arguments: given.text, term: term))
    }
    guard metrics.contains(where: { $0.kind != .ci }) else {
      throw CommandFailure.arguments(
        "--bias \(text): say which columns hold label and prediction and what is positive: "
          + "--task 'binary(prediction: p, label: y, positive: 1)'")
    }
    let call = metrics.lazy.compactMap { $0.term.allMetricCalls.first }.first {
      (try? $0.arguments.column("label")) != nil
    }
    return Facet(
      condition: condition.term, label: try? call?.arguments.column("label"),
      positive: try? call?.arguments.set("positive"), metrics: metrics)
  }

  /// Everything that a call reads is written in it, so that rules stand by themselves.
  private static func arguments(
    of kind: BiasMetricName, _ request: BiasRequest, _ scope: Scope
  ) -> (text: String, isComplete: Bool) {
    let parameters = Catalogue.standard[kind.name]?.signature.parameters ?? []
    let text = { (name: String) in request[name] ?? stated(name, scope.task) }
    let outcomes = parameters.map(\.name).filter(["label", "prediction"].contains).compactMap(text)
    var arguments: [String] = []
    var isComplete = true
    for parameter in parameters where parameter.name != "method" {
      if parameter.name == "positive", outcomes.allSatisfy({ isCondition($0, scope) }) { continue }
      if let text = text(parameter.name) {
        arguments.append("\(parameter.name): \(text)")
      } else {
        isComplete = false
      }
    }
    return (arguments.joined(separator: ", "), isComplete)
  }

  /// Whether a label or prediction says itself when it is positive.
  private static func isCondition(_ text: String, _ scope: Scope) -> Bool {
    var checker = ExpressionChecker(scope)
    let parsed = Parser.parseExpression(SourceFile(path: "--bias", text: text))
    return RowExpression(checker.check(parsed.expression, .row)).isCondition
  }

  /// What the task says, as rules write it.
  private static func stated(_ name: String, _ task: ModelTask?) -> String? {
    guard let task else { return nil }
    switch name {
    case "label": return task.roles[.label]?.term.span.text
    case "positive":
      guard task.roles[.prediction] != nil || task.roles[.probability] == nil else {
        return task.positive?.description
      }
      return task.positive.map(\.description)
    case "prediction": return task.roles[.prediction]?.term.span.text
    default: return nil
    }
  }

  private static func refuse(_ diagnostics: [Diagnostic]) throws {
    guard diagnostics.contains(where: { $0.severity == .error }) else { return }
    RuleFiles.show(diagnostics, color: .auto, from: .warning)
    throw CommandFailure.arguments("--bias: this can't be read; no baseline was made")
  }

  /// What must be gathered.
  var requests: [StatisticRequest] { Plan(facets.flatMap(\.metrics).map(\.term)).requests }

  /// A generated file with rules for what was observed.
  func added(to text: String, _ gathered: Gathered) -> String {
    let evaluator = WindowEvaluator(data: gathered, baseline: nil)
    let observed = facets.map { facet in
      (
        facet: facet.condition.span.text,
        observed: facet.metrics.map { metric in
          GeneratedBias.Observed(
            metric.kind, metric.arguments, evaluator.evaluate(metric.term).value)
        }
      )
    }
    return GeneratedBias(observed, records: gathered.records, catalogue: .standard).added(to: text)
  }

  /// The service's file; nil where no facet is a condition that it has words for.
  func analysis(_ gathered: Gathered) -> BiasAnalysis? {
    let evaluator = WindowEvaluator(data: gathered, baseline: nil)
    var parts: [BiasAnalysis.Part] = []
    for facet in facets {
      guard let (column, value) = ServiceValues.words(for: facet.condition) else { continue }
      for stage in BiasAnalysis.Stage.allCases {
        let metrics = facet.metrics.filter { $0.kind.stage == stage }.map { metric in
          switch evaluator.evaluate(metric.term).value {
          case .number(let estimate):
            // As the service has it, whose flip test has the library's sign.
            BiasAnalysis.Metric(
              metric.kind, value: metric.kind == .ft ? 0 - estimate.value : estimate.value)
          case .unknown(let reason):
            BiasAnalysis.Metric(metric.kind, value: nil, error: reason.rawValue)
          default: BiasAnalysis.Metric(metric.kind, value: nil)
          }
        }
        guard !metrics.isEmpty else { continue }
        let found = BiasAnalysis.Facet(column: column, value: value, metrics: metrics)
        if let index = parts.firstIndex(where: { $0.stage == stage }) {
          parts[index].facets.append(found)
        } else {
          parts.append(
            BiasAnalysis.Part(
              stage: stage, label: facet.label?.columnName ?? "label",
              positive: facet.positive.flatMap(ServiceValues.words), facets: [found]))
        }
      }
    }
    return parts.isEmpty ? nil : BiasAnalysis(parts: parts)
  }
}
