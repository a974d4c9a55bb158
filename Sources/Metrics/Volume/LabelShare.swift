import Engine
import Statistics

struct LabelShare: Metric {
  static let signature = Signature(
    "label_share", returns: .ratio, worse: .lower, tasks: ModelTask.Kind.allCases)
  static let documentation = Documentation(
    "Share of records that have a label: for a ranking, a relevance. One that is no number counts too; errors leave it out, and the report counts it.",
    formula: "records with a label / records", unknown: [.noData: "there is no record"])
  static let examples: [Example] = [.regression("label_share", is: .number(1))]

  private let labels: Reading<Presence>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let isRanking = arguments.task?.kind == .ranking
    labels = Reading(
      over: try arguments.role(isRanking ? .relevance : .label), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [labels.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let labels = statistics[labels], labels.records > 0 else { return .unknown(.noData) }
    return .ratio(Double(labels.present), of: Double(labels.records))
  }
}
