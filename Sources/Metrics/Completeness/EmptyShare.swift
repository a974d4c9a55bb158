import Engine
import Statistics

struct EmptyShare: Metric {
  static let signature = Signature("empty_share", .column(), returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of a column's values that are empty texts.",
    formula:
      "values of no characters / values present; an empty field of CSV is missing, not empty",
    unknown: [.noData: "no value is present"])
  static let examples = [
    Example("empty_share(trim(s))", over: "s,n\na,1\n ,2\n", is: .number(0.5))
  ]

  private let special: Reading<SpecialValues>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    special = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [special.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let special = statistics[special], special.present > 0 else { return .unknown(.noData) }
    return .ratio(Double(special.empty), of: Double(special.present))
  }
}
