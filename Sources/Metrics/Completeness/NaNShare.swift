import Engine
import Statistics

struct NaNShare: Metric {
  static let signature = Signature("nan_share", .column(), returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of a column's values that are not a number.",
    formula:
      "NaN values, or in text the spelling nan, with a sign or not, in capitals or not / values present",
    unknown: [.noData: "no value is present"])
  static let examples = [
    Example("nan_share(x)", over: "x\n1\nNaN\n2\n-nan\n", is: .number(0.5))
  ]

  private let special: Reading<SpecialValues>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    special = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [special.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let special = statistics[special], special.present > 0 else { return .unknown(.noData) }
    return .ratio(Double(special.notNumbers), of: Double(special.present))
  }
}
