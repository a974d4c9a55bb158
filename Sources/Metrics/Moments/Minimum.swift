import Engine
import Statistics

struct Minimum: Metric {
  static let signature = Signature("min", .column(), returns: .number)
  static let documentation = Documentation(
    "Least of a column's numbers.", formula: "min xᵢ; cells that are no numbers are left out",
    unknown: [.noData: "the column holds no number"])
  static let examples = [Example("min(x)", over: "x\n3\n-2\n6\n", is: .number(-2))]

  private let moments: Reading<Moments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    moments = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[moments]?.minimum.map { .number($0) } ?? .unknown(.noData)
  }
}
