import Engine
import Interchange
import Language
import Metrics

/// The metrics of the service's model-quality files as terms of the language.
struct QualityTerms {
  let kind: ModelTask.Kind
  let task: ModelTask?
  /// Those that the task allows: without a probability there is no curve.
  let terms: [(metric: ServiceMetric, term: Term)]
  private let labelShare: Term
  /// Records with prediction and label.
  private let items: Term

  /// - Parameter task: which columns hold prediction and label; by default names that stand for them.
  init(_ kind: ModelTask.Kind, task given: ModelTask? = nil) {
    self.kind = kind
    let task = given ?? QualityTerms.task(kind.placeholderTask)
    self.task = task
    terms = kind.serviceMetrics.compactMap { metric in
      let asked = metric.form == .matrix ? QualityTerms.classes(task) : task
      let term = QualityTerms.term(metric.expression, asked)
      return term.isInvalid ? nil : (metric, term)
    }
    labelShare = QualityTerms.term("label_share", task)
    let roles = [.prediction, .probability, .label].compactMap { task?.roles[$0]?.term.span.text }
    let known = roles.map { "(\($0)) is not null" }.joined(separator: " and ")
    items = QualityTerms.term("count(\(known))", task)
  }

  /// What must be gathered for the files, standard deviations among them.
  var requests: [StatisticRequest] {
    let numbers = Plan(terms.filter { $0.metric.form == .number }.map(\.term)).requests
    return Plan(terms.map(\.term) + [items]).requests + numbers.map(\.subsampled)
  }

  /// The service's name of each number, by the key of its call.
  var names: [String: String] {
    var names: [String: String] = [:]
    for (metric, term) in terms where metric.form == .number {
      if let key = term.callKey { names[key] = metric.name }
    }
    return names
  }

  /// What a file says, as the values of metrics: what it lacks is unknown.
  func gathered(_ statistics: QualityStatistics) -> Gathered {
    var result = Gathered(records: statistics.dataset.itemCount ?? 0)
    for (metric, term) in terms where metric.form == .number {
      guard let key = term.callKey else { continue }
      let number = statistics[metric.name]
      result.assumed[key] = number.map { .number($0.value) } ?? .unknown(.noData)
      if let deviation = number?.deviation, deviation.isFinite, deviation >= 0 {
        result.assumedErrors[key] = deviation * QualityStatistics.errorPerDeviation
      }
    }
    // The service counts merged records alone, each with its label.
    if let key = labelShare.callKey { result.assumed[key] = .number(1) }
    return result
  }

  /// What the records of a window came to.
  func statistics(of window: Panes.Window) -> QualityStatistics {
    let evaluator = WindowEvaluator(data: window.gathered, baseline: nil)
    let time = { (seconds: Double?) in
      seconds.flatMap(CalendarTime.init(epochSeconds:))?.text
    }
    let items = evaluator.evaluate(items).value.number ?? 0
    return QualityStatistics(
      kind: kind,
      dataset: QualityStatistics.Dataset(
        itemCount: Int(exactly: items), startTime: time(window.start), endTime: time(window.end)),
      metrics: terms.compactMap { metric, term in
        switch evaluator.evaluate(term).value {
        case .number(let estimate):
          let error = StandardError.of(term, over: window.gathered).number ?? .nan
          return .init(
            metric.name,
            .number(estimate.value, deviation: error / QualityStatistics.errorPerDeviation))
        case .structure(let json):
          return metric.inServiceForm(json).map { .init(metric.name, .structure($0)) }
        default:
          guard metric.form == .number else { return nil }
          return .init(metric.name, .number(.nan, deviation: .nan))
        }
      })
  }

  /// A matrix names the classes themselves, where a column predicts them.
  private static func classes(_ task: ModelTask?) -> ModelTask? {
    guard let task, task.kind == .binary, task.roles[.prediction] != nil else { return task }
    return ModelTask(.multiclass, task.roles)
  }

  private static func task(_ text: String) -> ModelTask? {
    var checker = ExpressionChecker(Scope(catalogue: .standard))
    return checker.task(Parser.parseExpression(SourceFile(path: "task", text: text)).expression)
  }

  static func term(_ text: String, _ task: ModelTask?) -> Term {
    var scope = Scope(catalogue: .standard)
    scope.task = task
    var checker = ExpressionChecker(scope)
    let parsed = Parser.parseExpression(SourceFile(path: text, text: text))
    return checker.check(parsed.expression, .window)
  }
}
