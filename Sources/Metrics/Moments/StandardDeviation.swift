import Engine
import Statistics

struct StandardDeviation: Metric {
  static let signature = Signature(
    "stddev", .column(of: .numbers), returns: .number, range: 0...Double.infinity)
  static let documentation = Documentation(
    "Population standard deviation of a column's numbers.",
    formula: "√(Σ(xᵢ − mean)² / n); cells that are no numbers are left out",
    unknown: [.noData: "the column holds no number"])
  static let examples = [Example("stddev(x)", over: "x\n2\n4\n4\n4\n5\n5\n7\n9\n", is: .number(2))]

  private let moments: Reading<Moments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    moments = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[moments]?.standardDeviation.map { .number($0) } ?? .unknown(.noData)
  }
}
