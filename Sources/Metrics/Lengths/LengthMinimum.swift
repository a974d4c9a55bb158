import Engine
import Statistics

struct LengthMinimum: Metric {
  static let signature = Signature(
    "length_min", .column(), returns: .number, range: 0...Double.infinity)
  static let documentation = Documentation(
    "Least number of characters of a column's values.",
    formula: "min(length(c)), characters being Unicode scalars, of numbers those of their text",
    unknown: [.noData: "no value is present"])
  static let examples = [Example("length_min(s)", over: "s\na\nab\nabc\n", is: .number(1))]

  private let lengths: Reading<Moments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    lengths = Reading(over: try arguments.column().length, where: arguments.filter)
  }

  var reads: [StatisticRequest] { [lengths.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[lengths]?.minimum.map { .number($0) } ?? .unknown(.noData)
  }
}
