import Engine
import Statistics

struct Share: Metric {
  static let signature = Signature("share", .predicate(), returns: .ratio)
  static let evidenceSide = Signature.Worse.lower
  static let documentation = Documentation(
    "Share of records for which a condition holds, among those for which it can be told.",
    formula: "true / (true + false); records for which P is null count on neither side",
    unknown: [.noData: "P is null for every record"])
  static let examples = [
    Example("share(x > 1)", over: "x\n1\n2\n3\n\n", is: .number(2.0 / 3))
  ]

  private let counts: Reading<PredicateCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = .share(of: try arguments.predicate(), arguments)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[counts]?.share.map { .number($0) } ?? .unknown(.noData)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    statistics[counts]?.evidence ?? []
  }
}
