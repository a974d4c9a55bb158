import RealModule

/// The documents of one query, ranked by score.
///
/// Documents of equal score have no order: each measure is its mean over all orders in which they
/// could stand, so that it never depends on the order of the input (McSherry and Najork, "Computing
/// Information Retrieval Performance Measures Efficiently in the Presence of Tied Scores", 2008).
package struct RankedQuery {
  /// Documents of one score: the ranks are `first + 1` to `first + relevances.count`.
  private struct Group {
    let first: Int
    let relevances: [Double]

    func relevant(_ limit: Double) -> Double {
      Double(relevances.count { $0 >= limit })
    }
  }

  package enum Gain: String, Sendable, CaseIterable {
    /// The relevance itself.
    case linear
    /// 2^relevance − 1.
    case exponential

    func of(_ relevance: Double) -> Double {
      self == .linear ? relevance : Double.exp2(relevance) - 1
    }
  }

  private let groups: [Group]
  private let count: Int

  init(_ rows: ArraySlice<RankedQueries.Row>) {
    var groups: [Group] = []
    var start = rows.startIndex
    while start < rows.endIndex {
      var end = start + 1
      while end < rows.endIndex, rows[end].score == rows[start].score { end += 1 }
      groups.append(
        Group(first: start - rows.startIndex, relevances: rows[start..<end].map(\.relevance)))
      start = end
    }
    self.groups = groups
    count = rows.count
  }

  /// Discounted cumulative gain of the first `depth` ranks over that of the best order, 0 to 1; nil
  /// where no document has a gain.
  ///
  /// Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002,
  /// with the discount 1 / log2(rank + 1).
  package func normalizedGain(depth: Int?, gain: Gain) -> Double? {
    let depth = Swift.min(depth ?? count, count)
    var reached = 0.0
    for group in groups where group.first < depth {
      let mean =
        group.relevances.reduce(0) { $0 + gain.of($1) } / Double(group.relevances.count)
      let last = Swift.min(depth, group.first + group.relevances.count)
      for rank in group.first..<last { reached += mean * Self.discount(rank) }
    }
    let best = groups.flatMap(\.relevances).sorted(by: >).prefix(depth).enumerated()
      .reduce(0) { $0 + gain.of($1.element) * Self.discount($1.offset) }
    guard best > 0, best.isFinite else { return nil }
    return Swift.min(1, reached / best)
  }

  private static func discount(_ rank: Int) -> Double { 1 / Double.log2(Double(rank + 2)) }

  /// Mean of the precision at the rank of each relevant document, 0 to 1; nil without one.
  package func averagePrecision(relevant limit: Double) -> Double? {
    var (before, sum) = (0.0, 0.0)
    for group in groups {
      let relevant = group.relevant(limit)
      guard relevant > 0 else { continue }
      let size = Double(group.relevances.count)
      // Of the others of the group that are relevant, so many stand before each place on average.
      let step = size > 1 ? (relevant - 1) / (size - 1) : 0
      for place in 0..<group.relevances.count {
        let hits = before + 1 + Double(place) * step
        sum += relevant / size * hits / Double(group.first + place + 1)
      }
      before += relevant
    }
    return before > 0 ? sum / before : nil
  }

  /// 1 / rank of the first relevant document, 0 without one.
  package func reciprocalRank(relevant limit: Double) -> Double {
    for group in groups {
      let relevant = group.relevant(limit)
      guard relevant > 0 else { continue }
      let size = Double(group.relevances.count)
      var sum = 0.0
      // The chance that no earlier place of the group is relevant.
      var open = 1.0
      for place in 0..<group.relevances.count {
        let left = size - Double(place)
        let chance = Swift.min(1, relevant / left)
        sum += open * chance / Double(group.first + place + 1)
        open *= 1 - chance
        if open <= 0 { break }
      }
      return sum
    }
    return 0
  }

  /// Relevant documents among the first `depth` ranks, a mean where a tie spans the last of them.
  private func hits(depth: Int, relevant limit: Double) -> Double {
    groups.reduce(0) { sum, group in
      let inside = Swift.min(Swift.max(depth - group.first, 0), group.relevances.count)
      return sum + group.relevant(limit) * Double(inside) / Double(group.relevances.count)
    }
  }

  /// Relevant documents among the first `depth` ranks / `depth`.
  package func precision(at depth: Int, relevant limit: Double) -> Double {
    hits(depth: depth, relevant: limit) / Double(depth)
  }

  /// Relevant documents among the first `depth` ranks / relevant documents; nil without one.
  package func recall(at depth: Int, relevant limit: Double) -> Double? {
    let all = groups.reduce(0) { $0 + $1.relevant(limit) }
    return all > 0 ? hits(depth: depth, relevant: limit) / all : nil
  }
}
