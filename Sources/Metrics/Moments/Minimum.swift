import Engine
import Statistics

struct Minimum: Metric {
  static let signature = Signature("min", .column(of: .numbersOrTimes), returns: .numberOrTime)
  static let documentation = Documentation(
    "Least of a column's numbers, or earliest of its times.",
    formula:
      "min xᵢ over the cells that are numbers; over those that are times where none is a number",
    unknown: [.noData: "the column holds neither a number nor a time"])
  static let examples = [
    Example("min(x)", over: "x\n3\n-2\n6\n", is: .number(-2)),
    Example(
      "min(t)", over: "t\n2026-01-01\n2026-01-02T12:00:00Z\n",
      is: .string("2026-01-01T00:00:00Z")),
  ]

  private let extremes: Extremes

  init(_ arguments: CheckedArguments) throws(ArgumentError) { extremes = try Extremes(arguments) }

  var rank: Double? { 0 }

  var reads: [StatisticRequest] { extremes.reads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    extremes.value(from: statistics, \.minimum, \.earliest)
  }
}
