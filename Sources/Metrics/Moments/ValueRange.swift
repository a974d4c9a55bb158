import Engine
import Statistics

struct ValueRange: Metric {
  static let signature = Signature(
    "range", .column(of: .numbers), returns: .number, range: 0...Double.infinity)
  static let documentation = Documentation(
    "Distance between the least and the greatest of a column's numbers.",
    formula: "max xᵢ − min xᵢ; cells that are no numbers are left out",
    unknown: [.noData: "the column holds no number"])
  static let examples = [Example("range(x)", over: "x\n3\n-2\n6\n", is: .number(8))]

  private let moments: Reading<Moments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    moments = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let moments = statistics[moments], let low = moments.minimum, let high = moments.maximum
    else {
      return .unknown(.noData)
    }
    return .number(high - low)
  }
}
