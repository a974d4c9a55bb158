import Engine
import Statistics

struct MatchesShare: Metric {
  static let signature = Signature(
    "matches_share", .column(), .pattern(), returns: .ratio, worse: .lower)
  static let documentation = Documentation(
    "Share of a column's values in which a regex is found.",
    formula: "matching values / values present",
    unknown: [
      .noData: "no value is present", .patternLimit: "matching a value took too many steps",
    ], source: "PCRE2; ^ and $ anchor the pattern to the whole value")
  static let examples = [
    Example("matches_share(d, /^[AB]$/)", over: "d\nA\nB\nC\nAB\n", is: .number(0.5))
  ]

  private let counts: Reading<PredicateCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = .share(of: try arguments.column().matches(try arguments.pattern()), arguments)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[counts]?.share.map { .number($0) } ?? .unknown(.noData)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    statistics[counts]?.evidence ?? []
  }
}
