import Engine
import Statistics

struct ZeroShare: Metric {
  static let signature = Signature("zero_share", .column(), returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of a column's values that are 0.",
    formula: "numbers equal to 0 / values present",
    unknown: [.noData: "no value is present"])
  static let examples = [
    Example("zero_share(x)", over: "x\n0\n1\n0.0\nA\n", is: .number(0.5))
  ]

  private let special: Reading<SpecialValues>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    special = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [special.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let special = statistics[special], special.present > 0 else { return .unknown(.noData) }
    return .ratio(Double(special.zeros), of: Double(special.present))
  }
}
