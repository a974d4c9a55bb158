import Engine
import Statistics

struct Gap: Metric {
  static let signature = Signature(
    "gap", .column("t", of: .times), returns: .duration, range: 0...Double.infinity, worse: .higher)
  static let documentation = Documentation(
    "Seconds of the longest time in which a column has no time.",
    formula:
      "max(tᵢ₊₁ − tᵢ) over the times in order, whatever the order of the records; exact where it "
      + "exceeds 1/4,096 of (newest − oldest), else within its error",
    unknown: [.noData: "the column holds fewer than two times"])
  static let examples = [
    Example(
      "gap(t)", over: "t\n2026-01-01T00:00:00Z\n2026-01-01T05:00:00Z\n2026-01-01T01:00:00Z\n",
      is: .number(14_400))
  ]

  private let gaps: Reading<TimeGaps>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    gaps = Reading(
      TimeGaps.Parameters(), over: [try arguments.column("t")], where: arguments.filter)
  }

  var reads: [StatisticRequest] { [gaps.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let gaps = statistics[gaps], let longest = gaps.longest else { return .unknown(.noData) }
    return .number(longest, error: gaps.error)
  }
}
