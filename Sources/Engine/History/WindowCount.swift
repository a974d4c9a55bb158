/// `for N of M windows`: so many of the last decided windows.
package struct WindowCount: Sendable, Hashable {
  package let count: Int
  package let total: Int

  package static let one = WindowCount(1, of: 1)
  package static let most = 1_000

  /// - Precondition: 1 ≤ count ≤ total.
  package init(_ count: Int, of total: Int) {
    precondition(count >= 1 && count <= total, "windows that can be counted")
    self.count = count
    self.total = total
  }

  /// Whether so many of the last outcomes hold; windows before the first one held in none.
  func isReached(by outcomes: [Bool]) -> Bool {
    outcomes.suffix(total).count { $0 } >= count
  }
}
