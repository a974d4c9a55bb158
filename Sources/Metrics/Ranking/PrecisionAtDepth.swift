import Engine
import Statistics

struct PrecisionAtDepth: RankingMetric {
  static let signature = Signature(
    "precision_at", .number("k"), .number("relevant", optional: true), returns: .ratio,
    worse: .lower, tasks: [.ranking])
  static let documentation = Documentation.ofRankings(
    "Share of the first k ranks that hold a relevant document, a mean over queries.",
    formula:
      "relevant among the first k / k, also where a query has fewer documents; relevant is a "
      + "relevance of at least `relevant` (1)",
    undefined: nil, source: Documentation.ties)
  static let examples: [Example] = [
    .ranking("precision_at(2)", is: .number(0.5))
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
    query.precision(at: depth, relevant: relevant)
  }
}
