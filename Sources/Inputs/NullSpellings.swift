internal import Statistics

/// Texts that stand for a missing value, besides the empty one.
struct NullSpellings {
  private let spellings: [[UInt8]]
  /// Bit n: one of them has n bytes (63: or more).
  private let sizes: UInt64

  init(_ spellings: [String]) {
    self.spellings = spellings.map { Array($0.utf8) }.filter { !$0.isEmpty }
    sizes = self.spellings.reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
  }

  /// Makes the cells of some rows missing that are spelled so.
  func remove(from cells: inout TextCells, _ rows: Range<Int>, _ bytes: [UInt8]) {
    guard sizes != 0 else { return }
    for row in rows {
      let length = Int(cells.lengths[row])
      guard length > 0, sizes & 1 << UInt64(min(length, 63)) != 0 else { continue }
      let start = Int(cells.starts[row])
      let cell = bytes[start..<start + length]
      if spellings.contains(where: { $0.count == length && cell.elementsEqual($0) }) {
        cells.lengths[row] = -1
      }
    }
  }

  /// Makes the cells of a column missing that are spelled so.
  func remove(from column: Column) {
    guard sizes != 0 else { return }
    var (kinds, numbers, cells) = (column.kinds, column.numbers, column.cells)
    remove(from: &cells, 0..<cells.count, cells.buffer)
    for row in kinds.indices where cells.lengths[row] < 0 {
      kinds[row] = .missing
      numbers[row] = .nan
    }
    column.fill(kinds: kinds, numbers: numbers, text: cells)
  }
}
