import Language

extension ColumnSet {
  /// Whether every column of the set is in the other, whatever columns the data have; false where
  /// that can't be told.
  ///
  /// Every kind of column is tried: each name that the sets or the flags tell, and any other name,
  /// with each way in which patterns may match it; with each type; in and beside the model's data.
  ///
  /// - Parameters:
  ///   - facts: which columns are codes, for this set.
  ///   - others: the same for the other set.
  func isIncluded(in other: ColumnSet, _ facts: ColumnFacts, _ others: ColumnFacts) -> Bool {
    if canonical == other.canonical, facts.categorical == others.categorical { return true }
    var parts: [String: ColumnSet] = [:]
    collectParts(into: &parts)
    other.collectParts(into: &parts)
    var names = facts.categorical.union(others.categorical)
    var patterns: [ColumnSet] = []
    var asksForTypes = false
    for part in parts.sorted(by: { $0.key < $1.key }).map(\.value) {
      switch part {
      case .name(let name): names.insert(name)
      case .glob, .pattern: patterns.append(part)
      case .type: asksForTypes = true
      case .all, .union, .except: break
      }
    }
    let types: [ColumnType?] = asksForTypes ? ColumnType.allCases : [nil]
    guard patterns.count <= 8, names.count * parts.count * types.count <= 1_000_000 else {
      return false
    }
    for (type, isBeside) in types.flatMap({ [($0, false), ($0, true)] }) {
      for name in names {
        let column = Schema.Column(name, type, isBeside: isBeside)
        if contains(column, facts), !other.contains(column, others) { return false }
      }
      for matched in ColumnSet.waysToMatch(patterns) {
        let kind = Kind(type: type, isBeside: isBeside, matched: matched)
        if holds(kind), !other.holds(kind) { return false }
      }
    }
    return true
  }

  private func collectParts(into parts: inout [String: ColumnSet]) {
    switch self {
    case .union(let sets): for set in sets { set.collectParts(into: &parts) }
    case .except(let set, let out):
      set.collectParts(into: &parts)
      out.collectParts(into: &parts)
    default: parts[canonical] = self
    }
  }

  /// A column of a name that nobody writes out.
  private struct Kind {
    let type: ColumnType?
    let isBeside: Bool
    /// The globs and patterns that match it.
    let matched: Set<String>
  }

  private func holds(_ kind: Kind) -> Bool {
    switch self {
    case .all: !kind.isBeside
    case .glob, .pattern: !kind.isBeside && kind.matched.contains(canonical)
    case .type(let type):
      !kind.isBeside && type.includes(Schema.Column("", kind.type), ColumnFacts())
    case .name: false
    case .union(let sets): sets.contains { $0.holds(kind) }
    case .except(let set, let out): set.holds(kind) && !out.holds(kind)
    }
  }

  /// Sets of patterns that may match one name together: not a glob without one that is wider.
  private static func waysToMatch(_ patterns: [ColumnSet]) -> [Set<String>] {
    let names = patterns.map(\.canonical)
    return (0..<(1 << patterns.count)).compactMap { bits in
      let isMatched = { (index: Int) in bits & (1 << index) != 0 }
      for (index, pattern) in patterns.enumerated() where isMatched(index) {
        guard case .glob(let narrow) = pattern else { continue }
        for (place, other) in patterns.enumerated() where !isMatched(place) {
          if case .glob(let wide) = other, Glob.includes(wide, narrow) { return nil }
        }
      }
      return Set(patterns.indices.filter(isMatched).map { names[$0] })
    }
  }
}
