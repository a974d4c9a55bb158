extension QuantileSketch {
  /// The distinct items ascending, with the number of values that each stands for.
  /// - Complexity: O(n log n) in the items.
  package var sortedItems: [(value: Double, weight: Int)] {
    var pairs: [(value: Double, weight: Int)] = []
    for (level, items) in levels.enumerated() {
      pairs.reserveCapacity(pairs.count + items.count)
      for item in items { pairs.append((item, 1 << level)) }
    }
    pairs.sort { $0.value < $1.value }
    return Self.merged(pairs)
  }

  /// Equal neighbours put together.
  static func merged(_ pairs: [(value: Double, weight: Int)]) -> [(value: Double, weight: Int)] {
    var merged: [(value: Double, weight: Int)] = []
    merged.reserveCapacity(pairs.count)
    for pair in pairs {
      if let last = merged.last, last.value == pair.value {
        merged[merged.count - 1].weight.tally(pair.weight)
      } else {
        merged.append(pair)
      }
    }
    return merged
  }

  /// The distinct items ascending, with the number of values that are at most that.
  package var cumulative: [(value: Double, weight: Int)] {
    var sum = 0
    return sortedItems.map { item in
      sum.tally(item.weight)
      return (item.value, sum)
    }
  }

  /// The q-quantile, 0 ≤ q ≤ 1; nil when empty or for other q. While exact, interpolated between
  /// the neighbours (Hyndman and Fan's type 7, numpy's default); then the smallest item with at
  /// least q·n values up to it.
  package func quantile(_ q: Double) -> Double? {
    guard q >= 0, q <= 1, levels.contains(where: { !$0.isEmpty }) else { return nil }
    if isExact {
      return QuantileSketch.quantile(q, ofSorted: levels[0].sorted())
    }
    let steps = cumulative
    let wanted = q * Double(count)
    return (steps.first { Double($0.weight) >= wanted } ?? steps.last)?.value
  }

  /// The q-quantile of values in ascending order, interpolated.
  ///
  /// - Precondition: there is a value, and 0 ≤ q ≤ 1.
  package static func quantile(_ q: Double, ofSorted sorted: [Double]) -> Double {
    let position = q * Double(sorted.count - 1)
    let index = Swift.min(Int(position), sorted.count - 1)
    let next = Swift.min(index + 1, sorted.count - 1)
    let share = position - Double(index)
    let (a, b) = (sorted[index], sorted[next])
    // As numpy does it, so that the larger share is always exact.
    let gap = b - a
    guard gap.isFinite else { return a * (1 - share) + b * share }
    return share >= 0.5 ? b - gap * (1 - share) : a + gap * share
  }

  /// Number of values that are at most `value`.
  package func rank(of value: Double) -> Int {
    var sum = 0
    for (level, items) in levels.enumerated() {
      var below = 0
      for item in items { below &+= item <= value ? 1 : 0 }
      let (weight, overflow) = below.multipliedReportingOverflow(by: 1 << level)
      sum.tally(overflow ? .max : weight)
    }
    return sum
  }

  /// How far a rank may be off, as a share of `count`: 0 while exact.
  ///
  /// 4/k, 0.2% for k = 2,048, where c is 0.6 or more: an empirical bound. The largest error seen
  /// was 2.2/k, over k from 16 to 2,048 and up to 10^7 values that were sorted, reversed, uniform,
  /// lognormal, few-valued, a sawtooth, a sine, alternating or two runs, in one shard and merged
  /// from up to 40. For smaller c the sum over the levels of 1/(capacity − 1), which holds for any
  /// order.
  package var rankError: Double {
    if isExact { return 0 }
    if parameters.c >= 0.6 { return Swift.min(1, 4 / Double(parameters.k)) }
    return Swift.min(
      1,
      levels.indices.reduce(0) { sum, depth in
        sum + 1 / Double(Self.capacity(parameters, depth: depth) - 1)
      })
  }

  /// Values in each of ten equal bins between two bounds, as the service counts them: bin i is
  /// [low + (high − low)·i/10, low + (high − low)·(i+1)/10), the last one closed.
  package func buckets(low: Double, high: Double) -> [Int] {
    let edges = (0...10).map { low + (high - low) * Double($0) / 10.0 }
    var counts = [Int](repeating: 0, count: 10)
    for (level, items) in levels.enumerated() {
      for item in items {
        for bin in 0..<10 where edges[bin] <= item {
          if item < edges[bin + 1] || (bin == 9 && item <= edges[10]) {
            counts[bin].tally(1 << level)
          }
        }
      }
    }
    return counts
  }
}
