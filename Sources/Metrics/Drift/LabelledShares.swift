import Engine
import Statistics

/// The shares of the bins or categories of two sides, each with what a person calls it.
struct LabelledShares {
  let shares: PairedShares
  /// Made when asked for: there may be many.
  private let label: (Int) -> String

  /// Nil where nothing is compared.
  ///
  /// Numbers fall into bins between the baseline's deciles. A sketch's count of a bin is off by at
  /// most the errors of its two edges' ranks.
  init?(_ sides: ComparedColumn.Sides) {
    switch sides {
    case .unknown: return nil
    case .numbers(let now, let before):
      let edges = before.decileEdges
      let shares = PairedShares(
        now: now.counts(edges: edges), before: before.counts(edges: edges),
        errors: (2 * now.rankError, 2 * before.rankError))
      guard let shares else { return nil }
      self.init(shares, edges: edges)
    case .bins(let now, let before):
      guard now.edges == before.edges,
        let shares = PairedShares(now: now.counts, before: before.counts)
      else { return nil }
      self.init(shares, edges: now.edges)
    case .categories(let now, let before):
      let paired = CategoryCounts.paired(now, before)
      let shares = PairedShares(
        now: paired.map(\.now), before: paired.map(\.before), totals: (now.total, before.total),
        errors: (
          Double(now.error) / Double(now.total), Double(before.error) / Double(before.total)
        ))
      guard let shares else { return nil }
      self.init(shares) { String(decoding: paired[$0].text, as: UTF8.self) }
    }
  }

  private init(_ shares: PairedShares, edges: [Double]) {
    self.init(shares) { Self.label($0, edges) }
  }

  private init(_ shares: PairedShares, label: @escaping (Int) -> String) {
    self.shares = shares
    self.label = label
  }

  /// `< 3`, `3 – 5`, `≥ 5`; `5` for a bin of one value, `> 5` after it.
  private static func label(_ bin: Int, _ edges: [Double]) -> String {
    guard let first = edges.first else { return "all" }
    if bin == 0 { return "< \(Number.brief(first))" }
    let low = edges[bin - 1]
    let isAfterValue = bin > 1 && edges[bin - 2].nextUp == low
    // Beyond a value that has a bin of its own, that value is named, not the next double.
    let shown = Number.brief(isAfterValue ? edges[bin - 2] : low)
    guard bin < edges.count else { return "\(isAfterValue ? ">" : "≥") \(shown)" }
    let high = edges[bin]
    if low.nextUp == high { return Number.brief(low) }
    return "\(isAfterValue ? "> " : "")\(shown) – \(Number.brief(high))"
  }

  /// Those whose shares moved most, the most first.
  var moved: [Evidence] {
    let gap = { (pair: PairedShares.Pair) in abs(pair.now - pair.before) }
    let order = shares.pairs.indices.filter { gap(shares.pairs[$0]) > 0 }.sorted {
      let (a, b) = (gap(shares.pairs[$0]), gap(shares.pairs[$1]))
      return a == b ? $0 < $1 : a > b
    }
    return order.prefix(5).map { index in
      let pair = shares.pairs[index]
      return Evidence("\(label(index)): \(percent(pair.before)) → \(percent(pair.now))")
    }
  }

  private func percent(_ share: Double) -> String {
    "\(Number.brief((share * 1000).rounded() / 10))%"
  }
}
