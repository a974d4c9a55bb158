import Engine
import Statistics

struct RecallAtDepth: RankingMetric {
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

  let rankings: RankingReading
  private let depth: Int
  private let relevant: Double

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    rankings = try RankingReading(arguments)
    depth = try arguments.wantedDepth("k")
    relevant = try arguments.relevant()
  }

  func measure(_ query: RankedQuery) -> Double? {
    query.recall(at: depth, relevant: relevant)
  }
}
