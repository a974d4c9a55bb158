import Engine
import Statistics

struct Freshness: Metric {
  static let signature = Signature(
    "freshness", .column("t", of: .times), .number("at", optional: true), returns: .duration,
    worse: .higher)
  static let documentation = Documentation(
    "Seconds from a column's newest time to the end of the window.",
    formula:
      "end − max tᵢ, below 0 where times lie after it; the end is that of the window, or the time "
      + "given as `at:`",
    unknown: [
      .noData: "the column holds no time",
      .undefined:
        "the monitor cuts no windows and no `at:` is given: the time of a run is not asked, "
        + "or verdicts could not be reproduced",
    ])
  static let examples = [
    Example(
      "freshness(t, at: 2026-01-03)", over: "t\n2026-01-01\n2026-01-02T12:00:00Z\n",
      is: .number(43_200))
  ]

  private let times: Reading<TimeRange>
  private let end: Double?

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    times = Reading(over: try arguments.column("t"), where: arguments.filter)
    end = arguments.number("at")
  }

  var reads: [StatisticRequest] { [times.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let end = end ?? statistics.end else { return .unknown(.undefined) }
    guard let latest = statistics[times]?.latest else { return .unknown(.noData) }
    return .number(end - latest)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    guard end == nil, statistics.end == nil else { return nil }
    return "without `window … on COLUMN` there is no end to measure from;"
      + " bound the newest time itself: max(t) >= TIME"
  }
}
