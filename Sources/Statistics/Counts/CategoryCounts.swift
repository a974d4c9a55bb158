/// How often each category occurs in one column.
///
/// Exact up to `budget` distinct categories of together 4 MiB. Beyond, the frequent ones remain
/// with counts that are too low by at most `error`: Misra and Gries (1982) as a mergeable summary
/// after Agarwal and others, "Mergeable summaries" (2012), so that `error` ≤ 2·total / budget
/// where the bytes don't force more. While exact, order and splits change nothing; then each count
/// is off by at most `error`. The same cells in the same order and splits give the same state.
///
/// A category is the cell's text; a fractional spelling of a whole number counts under the whole
/// number (`1.0` under `1`), and of a text above 1 KiB a prefix and a hash are kept.
package struct CategoryCounts: Statistic {
  package static let kind = "categories"

  package struct Parameters: Hashable, Sendable, CustomStringConvertible {
    /// Distinct categories that are counted exactly, 1 up to 2^20.
    package let budget: Int

    package init(budget: Int = 10_000) { self.budget = Swift.min(Swift.max(budget, 1), 1 << 20) }

    /// Part of the key that stored statistics are found by.
    package var description: String { "Parameters(budget: \(budget))" }
  }

  /// Bytes of all categories together.
  static let mostBytes = 4 << 20

  let budget: Int
  /// Present cells.
  package internal(set) var total = 0
  /// How much at most each count is too low, that of an absent category too.
  package internal(set) var error = 0
  /// Whether all categories are held, with their counts.
  package internal(set) var isExact = true
  var table = KeyTable()

  package init(_ parameters: Parameters = Parameters()) { budget = parameters.budget }

  init(budget: Int) { self.budget = budget }

  /// Counts that another tool listed, of `total` cells: where they come to less, some categories are
  /// not listed, and each of those may have all that is missing. Counts below 1 are left out.
  package init(
    listed: [(text: [UInt8], count: Int)], total: Int, _ parameters: Parameters = Parameters()
  ) {
    self.init(parameters)
    for category in listed where category.count > 0 {
      unsafe category.text.withUnsafeBytes { text in
        _ = unsafe CategoryKey.with(text) { unsafe table.add($0, category.count) }
      }
      self.total.tally(category.count)
    }
    if total > self.total {
      error = total - self.total
      self.total = total
      isExact = false
    }
    bound()
  }

  /// The categories with their counts, the most frequent first, equal ones by bytes.
  /// - Complexity: O(n log n)
  package var categories: [(text: [UInt8], count: Int)] {
    ordered.map { (Array(table.key($0)), table.count(of: $0)) }
  }

  /// Number of categories; nil unless exact.
  package var distinct: Int? { isExact ? table.count : nil }

  var ordered: [Int] {
    (0..<table.count).sorted {
      let (a, b) = (table.count(of: $0), table.count(of: $1))
      return a == b ? table.key($0).lexicographicallyPrecedes(table.key($1)) : a > b
    }
  }

  /// Cells of a category; may be up to `error` too low.
  package func count(of text: some Collection<UInt8>) -> Int {
    unsafe Array(text).withUnsafeBytes { text in
      unsafe CategoryKey.with(text) { key in
        unsafe table.find(key).map { table.count(of: $0) } ?? 0
      }
    }
  }

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    take(column, counts: nil)
  }

  package static var counting: Counting { .always }

  package mutating func update(_ cells: CountedCells) { take(cells.column, counts: cells.counts) }

  /// - Parameter counts: how many rows each cell stands for; nil where it is one.
  @inline(__always)
  private mutating func take(_ column: Column, counts: [Int]?) {
    let cells = column.cells
    let known = column.knownNumbers
    if counts == nil, cells.count >= 4096 {
      // Cells that were not counted first are most likely many.
      table.reserve(Swift.min(cells.count, budget))
    }
    let (isKnown, kinds, numbers) = (known != nil, known?.kinds ?? [], known?.numbers ?? [])
    unsafe cells.buffer.withUnsafeBytes { text in
      for row in 0..<cells.count {
        let length = Int(cells.lengths[row])
        if length < 0 { continue }
        let start = Int(cells.starts[row])
        precondition(start &+ length <= text.count, "a cell inside its buffer")
        let cell = unsafe UnsafeRawBufferPointer(rebasing: text[start..<start + length])
        let rows = counts.map { $0[row] } ?? 1
        let isNew =
          unsafe isKnown
          ? CategoryKey.with(cell, kinds[row], numbers[row]) { unsafe table.add($0, rows) }
          : CategoryKey.with(cell) { unsafe table.add($0, rows) }
        total.tally(rows)
        if isNew { bound() }
      }
    }
  }

  package mutating func merge(_ other: CategoryCounts) {
    if other.total == 0 { return }
    if total == 0 {
      self = other
      return
    }
    total.tally(other.total)
    error.tally(other.error)
    isExact = isExact && other.isExact
    if isExact {
      table.add(other.table)
    } else {
      // Reduced apart, most keys of a column of many never reach the other table.
      var others = other.table
      error.tally(others.reduce(keys: kept, bytes: Self.mostBytes / 2))
      table.add(others)
    }
    let isFull = table.count > (isExact ? budget : 2 * kept) || table.bytes > Self.mostBytes
    guard isFull else { return }
    isExact = false
    error.tally(table.reduce(keys: kept, bytes: Self.mostBytes / 2))
    // Nothing fills it soon.
    table.trim()
  }

  /// Categories that stay when some must go.
  var kept: Int { (budget + 1) / 2 }

  /// Half more than the budget is held before the next reduction, so that one pays for many cells.
  private mutating func bound() {
    if table.count > budget || table.bytes > Self.mostBytes { isExact = false }
    guard table.count > budget + budget / 2 + 1 || table.bytes > Self.mostBytes else { return }
    error.tally(table.reduce(keys: kept, bytes: Self.mostBytes / 2))
  }

  package static func memory(_ parameters: Parameters) -> Int {
    // Arrays may have twice the room that they need, and a copy is there while they grow.
    let entries = parameters.budget + parameters.budget / 2 + 2
    return MemoryLayout<CategoryCounts>.size + entries * (16 * 2 + 4 * 4) + 3 * mostBytes
  }
}
