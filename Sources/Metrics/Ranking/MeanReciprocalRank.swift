import Engine
import Statistics

struct MeanReciprocalRank: Metric {
  static let signature = Signature(
    "mrr", .number("relevant", optional: true), returns: .ratio, worse: .lower, tasks: [.ranking])
  static let documentation = Documentation.ofRankings(
    "Mean over queries of 1 / rank of the first relevant document.",
    formula:
      "1 / rank, 0 for a query without a relevant document; relevant is a relevance of at least "
      + "`relevant` (1)",
    undefined: nil, source: "Voorhees, The TREC-8 question answering track report, 1999")
  static let examples: [Example] = [
    .ranking("mrr(relevant: 2)", is: .number(0.5))
  ]

  private let rankings: RankingReading
  private let relevant: Double

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    rankings = try RankingReading(arguments)
    relevant = try arguments.relevant()
  }

  var reads: [StatisticRequest] { [rankings.rankings.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    rankings.value(from: statistics) { $0.reciprocalRank(relevant: relevant) }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    rankings.whyUnknown(from: statistics)
  }
}
