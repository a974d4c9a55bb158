import Engine
import Statistics

struct Mean: Metric {
  static let signature = Signature("mean", .column(of: .numbers), returns: .number)
  static let documentation = Documentation(
    "Arithmetic mean of a column's numbers.",
    formula: "sum / count; cells that are no numbers are left out",
    unknown: [.noData: "the column holds no number"])
  static let examples = [Example("mean(x)", over: "x\n1\n2\n6\n", is: .number(3))]

  private let moments: Reading<Moments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    moments = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[moments]?.mean.map { .number($0) } ?? .unknown(.noData)
  }
}
