import Engine
import Statistics

struct LateShare: Metric {
  static let signature = Signature(
    "late_share", .column("t", of: .times), .number("within"), .column("since", optional: true),
    returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of records for which a time lies more than so long after the record's own.",
    formula:
      "(records with tᵢ − rᵢ > within) / (records with both times), r being the column by which the "
      + "monitor cuts windows, or `since:`; of labels, t is `label_time`: "
      + "late_share(label_time, 7 days)",
    unknown: [.noData: "no record holds both times"])
  static let examples = [
    Example(
      "late_share(t, 1 hour, since: r)",
      over: "r,t\n2026-01-01T00:00:00Z,2026-01-01T00:30:00Z\n2026-01-01,2026-01-01T02:00:00Z\n"
        + "2026-01-01,\n",
      is: .number(0.5))
  ]

  private let counts: Reading<PredicateCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    guard let within = arguments.number("within"), within.isFinite else {
      throw ArgumentError("within", "`within` is a duration, such as 7 days")
    }
    let given = try? arguments.column("since")
    guard let since = given ?? arguments.facts.recordTime else {
      throw ArgumentError(
        "t",
        "`late_share` measures from each record's time: give it as `since: COLUMN`, or cut windows by"
          + " it (`window … on COLUMN`)")
    }
    let late = ValueSet.range(low: within.nextUp, high: .infinity, closed: true)
    counts = .share(of: try arguments.column("t").after(since).isMember(of: late), arguments)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[counts]?.share.map { .number($0) } ?? .unknown(.noData)
  }
}
