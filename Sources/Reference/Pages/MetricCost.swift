import Engine
import Language

/// What a metric makes a run gather, called as its first example calls it.
struct MetricCost {
  private let data: [StatisticRequest]
  private let baseline: [StatisticRequest]

  init?(_ metric: any Metric.Type, of catalogue: Catalogue) {
    guard let example = metric.examples.first else { return nil }
    let header = (example.rows.split(separator: "\n", omittingEmptySubsequences: false).first ?? "")
      .split(separator: ",").map(String.init)
    var checker = ExpressionChecker(Scope(catalogue: catalogue, schema: Schema(names: header)))
    if let task = example.task {
      checker.scope.task = checker.task(Self.parsed(task))
    }
    if let attributions = example.attributions {
      checker.scope.attributions = checker.attributions(Self.parsed(attributions))
    }
    let term = checker.check(Self.parsed(example.expression), .window)
    guard !term.isInvalid else { return nil }
    let plan = Plan([term])
    (data, baseline) = (plan.requests, plan.baselineRequests)
  }

  private static func parsed(_ text: String) -> Expression {
    Parser.parseExpression(SourceFile(path: "example", text: text)).expression
  }

  /// `quantiles, 12 KiB at most in a window`
  var text: String {
    guard !data.isEmpty else { return "nothing is gathered for it" }
    let bytes = data.reduce(0) { $0 + $1.memory }
    let kinds = MetricCost.kinds(data).joined(separator: ", ")
    var text = "\(kinds): \(ByteText.text(bytes)) at most in a window, shared with all that read it"
    if !baseline.isEmpty {
      text += "; of the baseline \(MetricCost.kinds(baseline).joined(separator: ", "))"
    }
    return text
  }

  private static func kinds(_ requests: [StatisticRequest]) -> [String] {
    var kinds: [String] = []
    for request in requests where !kinds.contains(request.kind) { kinds.append(request.kind) }
    return kinds
  }
}
