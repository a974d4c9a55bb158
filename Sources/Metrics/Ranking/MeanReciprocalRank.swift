import Engine
import Statistics

struct MeanReciprocalRank: RankingMetric {
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

  let rankings: RankingReading
  private let relevant: Double

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    rankings = try RankingReading(arguments)
    relevant = try arguments.relevant()
  }

  func measure(_ query: RankedQuery) -> Double? {
    query.reciprocalRank(relevant: relevant)
  }
}
