import Engine
import Statistics

struct InShare: Metric {
  static let signature = Signature("in_share", .column(), .set(), returns: .ratio, worse: .lower)
  static let documentation = Documentation(
    "Share of a column's values that are in a set or range.",
    formula: "values in the set / values present that can be compared with it",
    unknown: [.noData: "no value can be compared"])
  static let examples = [
    Example("in_share(d, [\"A\", \"B\"])", over: "d\nA\nB\nC\nA\n", is: .number(0.75))
  ]

  private let counts: Reading<PredicateCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = .share(of: try arguments.column().isMember(of: try arguments.set()), arguments)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[counts]?.share.map { .number($0) } ?? .unknown(.noData)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    statistics[counts]?.evidence ?? []
  }
}
