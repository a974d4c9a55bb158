import Engine
import Statistics

struct RowCountMetric: Metric {
  static let signature = Signature("row_count", returns: .count)
  static let documentation = Documentation(
    "Number of records.", formula: "records, or those for which `where` is true")
  static let examples = [Example("row_count", over: "x\n1\n2\n", is: .number(2))]

  private let rows: Reading<RowCount>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    rows = Reading(NoParameters(), over: [], where: arguments.filter)
  }

  var reads: [StatisticRequest] { [rows.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let rows = statistics[rows] else { return .unknown(.noData) }
    return .number(Double(rows.records))
  }
}
