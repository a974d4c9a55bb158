import Engine
import Statistics

struct MeanAveragePrecision: RankingMetric {
  static let signature = Signature(
    "map", .number("relevant", optional: true), returns: .ratio, worse: .lower, tasks: [.ranking])
  static let documentation = Documentation.ofRankings(
    "Mean average precision: the mean over queries of the precision at the rank of each relevant "
      + "document.",
    formula:
      "mean over the relevant documents of a query of relevant up to its rank / rank; relevant "
      + "is a relevance of at least `relevant` (1); queries without one are left out",
    undefined: "no query has a relevant document", source: Documentation.ties)
  static let examples: [Example] = [
    .ranking("map", is: .number(((1 + 2.0 / 3) / 2 + 0.5) / 2))
  ]

  let rankings: RankingReading
  private let relevant: Double

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    rankings = try RankingReading(arguments)
    relevant = try arguments.relevant()
  }

  func measure(_ query: RankedQuery) -> Double? {
    query.averagePrecision(relevant: relevant)
  }
}
