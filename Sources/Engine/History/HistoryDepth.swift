/// How far back a function of earlier windows looks.
package struct HistoryDepth: Sendable, Hashable {
  package let last: Int
  package let every: Int
  /// Values of fewer records are left out: `needs at least N rows`.
  package let leastRecords: Int

  package init(last: Int, every: Int = 1, leastRecords: Int = 0) {
    self.last = last
    self.every = every
    self.leastRecords = leastRecords
  }

  func takes(_ value: History.Value, before position: Int) -> Bool {
    value.records >= leastRecords && (every == 1 || (position - value.position) % every == 0)
  }

  /// Drops the values that no later window asks for, now and then.
  ///
  /// - Complexity: amortized O(depths) a value.
  static func prune(_ values: inout [History.Value], _ depths: [HistoryDepth]) {
    let most = depths.reduce(0) { $0 + $1.last * $1.every }
    guard values.count > 2 * most + 64 else { return }
    var kept = [Bool](repeating: false, count: values.count)
    for depth in depths {
      // Of each season the last values.
      var found = [Int: Int]()
      for (index, value) in values.enumerated().reversed()
      where value.records >= depth.leastRecords {
        let season = value.position % depth.every
        guard found[season, default: 0] < depth.last else { continue }
        found[season, default: 0] += 1
        kept[index] = true
      }
    }
    values = zip(values, kept).filter(\.1).map(\.0)
  }
}
