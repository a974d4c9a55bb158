import Engine
import Statistics

struct AttributionShare: AttributionMetric {
  static let signature = Signature(
    "attribution_share", .column(), returns: .ratio, attributions: true)
  static let documentation = Documentation.ofAttributions(
    "The part that a feature has in what all features move.",
    formula: "|a(c)| / Σ |a|",
    unknown: [.undefined: "no feature moves anything"])
  static let examples: [Example] = [
    .attributions("attribution_share(shap_job)", is: .number(2.0 / 3))
  ]

  let table: AttributionTable
  private let feature: Int?

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    table = try AttributionTable(arguments)
    feature = try table.feature(arguments)
  }

  func estimate(
    from statistics: Gathered, baseline: Gathered?
  ) throws(AttributionTable.Failure) -> MetricValue.Estimate {
    let all = try table.estimates(in: statistics)
    guard let feature else { throw AttributionTable.Failure(.selectsNothing, nil) }
    let total = all.reduce(0) { $0 + abs($1.value) }
    let share = abs(all[feature].value) / total
    // Where c is off by its error and the others by theirs, the share is off by no more.
    let others = all.enumerated().reduce(0) { $0 + ($1.offset == feature ? 0 : $1.element.error) }
    let error = (all[feature].error * (1 - share) + others * share) / total
    return MetricValue.Estimate(share, error: error.isFinite ? min(error, 1) : 0)
  }
}
