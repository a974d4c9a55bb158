import Engine
import Statistics

struct Completeness: Metric {
  static let signature = Signature("completeness", .column(), returns: .ratio, worse: .lower)
  static let documentation = Documentation(
    "Share of records in which a column holds a value.",
    formula: "present / records", unknown: [.noData: "the window has no records"])
  static let examples = [
    Example("completeness(email)", over: "id,email\n1,a@b.c\n2,\n", is: .number(0.5))
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
    return .ratio(Double(presence.present), of: Double(presence.records))
  }
}
