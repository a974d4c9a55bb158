import Engine
import Statistics

struct Distinct: Metric {
  static let signature = Signature("distinct", .column(), returns: .count)
  static let documentation = Documentation(
    "Number of different values of a column.",
    formula: "exact up to 4,096 values, then an estimate with its standard error",
    source: "Flajolet et al., HyperLogLog, 2007; Heule et al., HyperLogLog in Practice, 2013")
  static let examples = [Example("distinct(x)", over: "x\n1\n2\n2\n1.0\n", is: .number(2))]

  private let distinct: Reading<DistinctCount>
  private let presence: Reading<Presence>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    distinct = Reading(over: try arguments.column(), where: arguments.filter)
    presence = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [distinct.request, presence.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let distinct = statistics[distinct] else { return .unknown(.noData) }
    // A baseline of an older plan may hold the one without the other.
    if let presence = statistics[presence], presence.records == 0 { return .unknown(.noData) }
    return .number(distinct.estimate, error: distinct.estimate * distinct.relativeError)
  }
}
