import Engine
import Statistics

struct Attribution: AttributionMetric {
  static let signature = Signature(
    "attribution", .column(), returns: .number, attributions: true)
  static let documentation = Documentation.ofAttributions(
    "How much a feature moves what the model says, over all records.",
    formula: "a(c); c is the feature, or the column that holds its attributions")
  static let examples: [Example] = [
    .attributions("attribution(shap_age)", is: .number(2))
  ]

  let table: AttributionTable
  private let feature: Int?

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    table = try AttributionTable(arguments)
    feature = try table.feature(arguments)
  }

  var reads: [StatisticRequest] { table.reads(of: feature) }

  var range: ClosedRange<Double>? {
    table.source.aggregate == .median ? nil : 0...Double.infinity
  }

  func estimate(
    from statistics: Gathered, baseline: Gathered?
  ) throws(AttributionTable.Failure) -> MetricValue.Estimate {
    try table.estimate(feature, in: statistics)
  }
}
