import Engine
import Statistics

struct AttributionRank: AttributionMetric {
  static let signature = Signature(
    "attribution_rank", .column(), returns: .count, range: 1...Double.infinity, attributions: true)
  static let documentation = Documentation.ofAttributions(
    "The place of a feature among all by how much it moves, the first being 1.",
    formula: "1 + features with a greater a; features with the same a share the better place")
  static let examples: [Example] = [
    .attributions("attribution_rank(shap_age)", is: .number(2))
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
    let own = all[feature]
    let above = all.count { $0.value > own.value }
    // Places that features could take or leave if they are off by as much as their errors say.
    let least = all.enumerated().count {
      $0.offset != feature && $0.element.value - $0.element.error > own.value + own.error
    }
    let most = all.enumerated().count {
      $0.offset != feature && $0.element.value + $0.element.error > own.value - own.error
    }
    return MetricValue.Estimate(
      Double(above + 1), error: own.error > 0 ? Double(max(above - least, most - above)) : 0)
  }
}
