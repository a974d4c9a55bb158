import Engine
import Statistics

struct Lag: Metric {
  static let signature = Signature(
    "lag", .column("t", of: .times), .number("q"), .column("arrival", optional: true),
    returns: .duration,
    worse: .higher)
  static let documentation = Documentation(
    "How many seconds before its record's time a column's time lies, as a quantile.",
    formula:
      "quantile q of (aᵢ − tᵢ), a being the column by which the monitor cuts windows, or `arrival:`; "
      + "below 0 where t lies after it; within the quantile's error",
    unknown: [.noData: "no record holds both times"],
    source:
      "Akidau et al., The Dataflow Model, 2015 (skew of event time and processing time); "
      + "quantiles as `quantile`")
  static let examples = [
    Example(
      "lag(t, 50%, arrival: a)",
      over: "t,a\n2026-01-01T00:00:00Z,2026-01-01T00:00:30Z\n2026-01-01,2026-01-01T00:01:00Z\n",
      is: .number(45))
  ]

  private let share: Double
  private let sketch: Reading<QuantileSketch>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    guard let share = arguments.number("q"), (0...1).contains(share) else {
      throw ArgumentError("q", "`q` lies in 0…1, such as 0.99 or 99%")
    }
    self.share = share
    let given = try? arguments.column("arrival")
    guard let arrival = given ?? arguments.facts.recordTime else {
      throw ArgumentError(
        "t",
        "`lag` measures up to each record's time: give it as `arrival: COLUMN`, or cut windows by it"
          + " (`window … on COLUMN`)")
    }
    sketch = Reading(
      QuantileSketch.Parameters(), over: [arrival.after(try arguments.column("t"))],
      where: arguments.filter)
  }

  var reads: [StatisticRequest] { [sketch.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[sketch].map { $0.estimate(share) } ?? .unknown(.noData)
  }
}
