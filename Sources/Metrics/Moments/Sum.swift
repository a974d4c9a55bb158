import Engine
import Statistics

struct Sum: Metric {
  static let signature = Signature("sum", .column(of: .numbers), returns: .number)
  static let documentation = Documentation(
    "Sum of a column's numbers.", formula: "Σ xᵢ; cells that are no numbers are left out",
    unknown: [.noData: "the column holds no number"])
  static let examples = [Example("sum(x)", over: "x\n1\n2\n6\n", is: .number(9))]

  private let moments: Reading<Moments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    moments = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let moments = statistics[moments], moments.count > 0 else { return .unknown(.noData) }
    return .number(moments.sum)
  }
}
