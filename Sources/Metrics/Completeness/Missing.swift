import Engine
import Statistics

struct Missing: Metric {
  static let signature = Signature("missing", .column(), returns: .count, worse: .higher)
  static let documentation = Documentation(
    "Number of records in which a column holds no value.", formula: "records − present",
    unknown: [.noData: "the window has no records"])
  static let examples = [
    Example("missing(email)", over: "id,email\n1,a@b.c\n2,\n", is: .number(1))
  ]

  private let presence: Reading<Presence>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    presence = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [presence.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let presence = statistics[presence], presence.records > 0 else {
      return .unknown(.noData)
    }
    return .number(Double(presence.missing))
  }
}
