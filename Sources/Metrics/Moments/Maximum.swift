import Engine
import Statistics

struct Maximum: Metric {
  static let signature = Signature("max", .column(of: .numbersOrTimes), returns: .numberOrTime)
  static let documentation = Documentation(
    "Greatest of a column's numbers, or latest of its times.",
    formula:
      "max xᵢ over the cells that are numbers; over those that are times where none is a number",
    unknown: [.noData: "the column holds neither a number nor a time"])
  static let examples = [
    Example("max(x)", over: "x\n3\n-2\n6\n", is: .number(6)),
    Example(
      "max(t)", over: "t\n2026-01-01\n2026-01-02T12:00:00Z\n",
      is: .string("2026-01-02T12:00:00Z")),
  ]

  private let extremes: Extremes

  init(_ arguments: CheckedArguments) throws(ArgumentError) { extremes = try Extremes(arguments) }

  var rank: Double? { 1 }

  var reads: [StatisticRequest] { extremes.reads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    extremes.value(from: statistics, \.maximum, \.latest)
  }
}
