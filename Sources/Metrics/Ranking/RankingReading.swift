import Engine
import Statistics

/// The rankings that a metric is a mean over.
struct RankingReading: Sendable {
  let rankings: Reading<RankedQueries>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    rankings = Reading(
      RankedQueries.Parameters(),
      over: [
        try arguments.role(.query), try arguments.role(.score), try arguments.role(.relevance),
      ], where: arguments.filter)
  }

  func value(
    from statistics: Gathered, _ measure: (RankedQuery) -> Double?
  ) -> MetricValue {
    guard let rankings = statistics[rankings] else { return .unknown(.noData) }
    guard rankings.complete > 0 else {
      return .unknown(.lacking(labelled: rankings.labelled, of: rankings.records))
    }
    return rankings.mean(of: measure).map { .number($0.value, error: $0.error) }
      ?? .unknown(.undefined)
  }

  func whyUnknown(from statistics: Gathered) -> String? {
    guard let rankings = statistics[rankings] else { return nil }
    guard rankings.complete > 0 else {
      return .whyNone(labelled: rankings.labelled, of: rankings.records)
    }
    return rankings.isExact
      ? "no query has a relevant document"
      : "no query that fits into what is held has a relevant document"
  }
}

extension CheckedArguments {
  /// The least relevance that counts as relevant; 1 where none is given.
  func relevant() throws(ArgumentError) -> Double {
    let limit = number("relevant") ?? 1
    guard limit > 0 else {
      throw ArgumentError("relevant", "`relevant` is above 0: the least relevance that counts")
    }
    return limit
  }

  /// How many of the first ranks count; nil where none is given.
  func depth(_ name: String) throws(ArgumentError) -> Int? {
    guard let depth = number(name) else { return nil }
    guard depth >= 1, depth <= 1_000_000, depth == depth.rounded() else {
      throw ArgumentError(name, "`\(name)` is a whole number of ranks from 1 to 1,000,000")
    }
    return Int(depth)
  }

  func wantedDepth(_ name: String) throws(ArgumentError) -> Int {
    guard let depth = try depth(name) else {
      throw ArgumentError(name, "`\(name)` is a whole number of ranks from 1 to 1,000,000")
    }
    return depth
  }
}

extension Documentation {
  /// Of a metric over rankings.
  static func ofRankings(
    _ summary: String, formula: String, undefined: String?, source: String
  ) -> Documentation {
    var unknown: [UnknownReason: String] = [
      .noLabelsYet: "no record has a relevance",
      .noData: "no record has query, score and relevance",
    ]
    unknown[.undefined] = undefined
    return Documentation(
      summary,
      formula: formula
        + "; equal scores count as the mean over their orders; exact up to 1,000,000 records, "
        + "beyond over a sample of the queries, with three standard errors as the error",
      unknown: unknown, source: source)
  }

  static let ties =
    "McSherry and Najork, Computing information retrieval performance measures efficiently in the "
    + "presence of tied scores, 2008"
}

extension Example {
  /// Over two queries: one ranks relevances 3, 0, 2, the other 0, 1.
  static func ranking(_ expression: String, is value: JSON) -> Example {
    Example(
      expression, over: "q,s,r\na,0.9,3\nb,0.8,0\na,0.5,0\nb,0.4,1\na,0.1,2\n",
      task: "ranking(score: s, relevance: r, query: q)", is: value)
  }
}
