import Engine
import Statistics

struct NormalizedGain: RankingMetric {
  static let signature = Signature(
    "ndcg", .number("at", optional: true),
    .word("gain", RankedQuery.Gain.allCases.map(\.rawValue), optional: true),
    returns: .ratio, worse: .lower, tasks: [.ranking])
  static let documentation = Documentation.ofRankings(
    "Normalized discounted cumulative gain, a mean over queries.",
    formula:
      "Σ gainᵢ / log₂(i + 1) over the first `at` ranks (all) / the same of the best order; gain "
      + "is the relevance (linear) or 2^relevance − 1 (exponential); queries without a gain are "
      + "left out",
    undefined: "no query has a document of relevance above 0",
    source: "Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002")
  static let examples: [Example] = [
    .ranking("ndcg(at: 1)", is: .number(0.5))
  ]

  let rankings: RankingReading
  private let depth: Int?
  private let gain: RankedQuery.Gain

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    rankings = try RankingReading(arguments)
    depth = try arguments.depth("at")
    gain = arguments.word("gain").flatMap(RankedQuery.Gain.init(rawValue:)) ?? .linear
  }

  func measure(_ query: RankedQuery) -> Double? {
    query.normalizedGain(depth: depth, gain: gain)
  }
}
