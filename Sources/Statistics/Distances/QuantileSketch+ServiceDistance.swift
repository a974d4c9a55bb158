/// The service's distance between two columns of numbers, with what its `Robust` form subtracts.
package struct ServiceDistance: Sendable, Equatable {
  /// `Simple`: the largest gap between the two shares; 0 up to 1.
  package let simple: Double
  /// What the sketches come to once their duplicates are collapsed; not the numbers of values.
  package let totals: (now: Int, before: Int)

  /// `Robust`: less the allowance for chance, not below 0.
  package var robust: Double { max(0, simple - RobustCorrection.value(totals.now, totals.before)) }

  package static func == (a: ServiceDistance, b: ServiceDistance) -> Bool {
    a.simple == b.simple && a.totals == b.totals
  }
}

extension QuantileSketch {
  /// The distance of Deequ's `Distance.numericalDistance`, which is none of Kolmogorov and Smirnov's
  /// where values repeat: of equal items only the last one written remains, with the weight of its
  /// level, as in the map of `QuantileNonSample.getRankMap`. Nil where a side is empty.
  ///
  /// In the order of operations of the original, so that it agrees bit for bit.
  /// - Complexity: O(n log n) in the items of the sketches.
  package static func serviceDistance(_ now: QuantileSketch, _ before: QuantileSketch)
    -> ServiceDistance?
  {
    let (left, right) = (now.collapsedRanks, before.collapsedRanks)
    guard let n = left.last?.rank, let m = right.last?.rank else { return nil }
    var (i, j) = (0, 0)
    var (below, above) = (0.0, 0.0)
    var largest = 0.0
    while i < left.count || j < right.count {
      let x: Double
      if i < left.count, j < right.count {
        x = Swift.min(left[i].value, right[j].value)
      } else {
        x = i < left.count ? left[i].value : right[j].value
      }
      if i < left.count, left[i].value == x {
        below = Double(left[i].rank) / Double(n)
        i += 1
      }
      if j < right.count, right[j].value == x {
        above = Double(right[j].rank) / Double(m)
        j += 1
      }
      largest = Swift.max(largest, (below - above).magnitude)
    }
    return ServiceDistance(simple: largest, totals: (n, m))
  }

  /// The distinct items ascending, each counted once with the weight of the highest level that holds
  /// it, and the sum of the weights up to it.
  private var collapsedRanks: [(value: Double, rank: Int)] {
    var pairs: [(value: Double, level: Int)] = []
    for (level, items) in levels.enumerated() {
      pairs.reserveCapacity(pairs.count + items.count)
      for item in items { pairs.append((item, level)) }
    }
    pairs.sort { ($0.value, $0.level) < ($1.value, $1.level) }
    var result: [(value: Double, rank: Int)] = []
    var sum = 0
    for (index, pair) in pairs.enumerated() {
      if index + 1 < pairs.count, pairs[index + 1].value == pair.value { continue }
      sum.tally(1 << pair.level)
      result.append((pair.value, sum))
    }
    return result
  }
}
