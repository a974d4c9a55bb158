extension CategoryCounts {
  /// The largest difference between the shares of a category, max |p − q| over the categories of
  /// both; 0 up to 1; 0 where one side is empty. Where a side is not exact, off by at most its
  /// `error / total`.
  /// - Complexity: O(n + m) lookups in a hash table.
  package static func linf(_ a: CategoryCounts, _ b: CategoryCounts) -> Double {
    guard a.total > 0, b.total > 0 else { return 0 }
    var largest = 0.0
    let totals = (Double(a.total), Double(b.total))
    for (text, count) in a.categories {
      let gap = Double(count) / totals.0 - Double(b.count(of: text)) / totals.1
      largest = Swift.max(largest, gap.magnitude)
    }
    for (text, count) in b.categories where a.count(of: text) == 0 {
      largest = Swift.max(largest, Double(count) / totals.1)
    }
    return largest
  }
}
