import Engine
import Statistics

struct RecallAtDepth: Metric {
  static let signature = Signature(
    "recall_at", .number("k"), .number("relevant", optional: true), returns: .ratio,
    worse: .lower, tasks: [.ranking])
  static let documentation = Documentation.ofRankings(
    "Share of the relevant documents that stand on the first k ranks, a mean over queries.",
    formula:
      "relevant among the first k / relevant; relevant is a relevance of at least `relevant` "
      + "(1); queries without one are left out",
    undefined: "no query has a relevant document", source: Documentation.ties)
  static let examples: [Example] = [
    .ranking("recall_at(1)", is: .number(0.25))
  ]

  private let rankings: RankingReading
  private let depth: Int
  private let relevant: Double

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    rankings = try RankingReading(arguments)
    depth = try arguments.wantedDepth("k")
    relevant = try arguments.relevant()
  }

  var reads: [StatisticRequest] { [rankings.rankings.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    rankings.value(from: statistics) { $0.recall(at: depth, relevant: relevant) }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    rankings.whyUnknown(from: statistics)
  }
}
