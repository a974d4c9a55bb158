extension CategoryCounts {
  /// The counts of the categories that either side holds, by bytes in order.
  /// - Complexity: O(n log n) in the categories
  package static func paired(
    _ now: CategoryCounts, _ before: CategoryCounts
  ) -> [(text: [UInt8], now: Int, before: Int)] {
    let (left, right) = (now.byText, before.byText)
    var result: [(text: [UInt8], now: Int, before: Int)] = []
    result.reserveCapacity(Swift.max(left.count, right.count))
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      if j == right.count
        || i < left.count && left[i].text.lexicographicallyPrecedes(right[j].text)
      {
        result.append((left[i].text, left[i].count, 0))
        i += 1
      } else if i == left.count || right[j].text.lexicographicallyPrecedes(left[i].text) {
        result.append((right[j].text, 0, right[j].count))
        j += 1
      } else {
        result.append((left[i].text, left[i].count, right[j].count))
        (i, j) = (i + 1, j + 1)
      }
    }
    return result
  }

  /// The categories that are numbers, as distinct values ascending with their numbers; nil unless
  /// exact.
  /// - Complexity: O(n log n) in the categories
  package var numbers: [(value: Double, weight: Int)]? {
    guard isExact else { return nil }
    var pairs: [(value: Double, weight: Int)] = []
    for entry in 0..<table.count {
      let (kind, number) = CellParser.parse(table.key(entry))
      if kind.isNumber, number.isFinite { pairs.append((number, table.count(of: entry))) }
    }
    pairs.sort { $0.value < $1.value }
    return QuantileSketch.merged(pairs)
  }

  private var byText: [(text: [UInt8], count: Int)] {
    categories.sorted { $0.text.lexicographicallyPrecedes($1.text) }
  }
}
