/// The cells of a column as classes: a number by its value, however it is spelled (`1`, `1.0` and
/// `01` are one class), everything else by its text.
struct ClassCells {
  private let kinds: [CellKind]
  private let numbers: [Double]
  private let cells: TextCells

  init(_ column: Column) {
    kinds = column.kinds
    numbers = column.numbers
    let isSpelled = kinds.contains { $0 != .missing && $0 != .boolean }
    cells = isSpelled ? column.cells : TextCells()
  }

  func isMissing(_ row: Int) -> Bool { kinds[row] == .missing }

  /// The key of a present cell. Whole numbers from 2^53 on stay as they are spelled.
  @inline(__always)
  func withKey<Result>(_ row: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    if kinds[row] == .boolean {
      return unsafe (numbers[row] == 0 ? Self.no : Self.yes).withUnsafeBytes { unsafe body($0) }
    }
    if kinds[row].isNumber, let digits = canonicalDigits(row) {
      return unsafe digits.withUnsafeBytes { unsafe body($0) }
    }
    let start = Int(cells.starts[row])
    let length = Int(cells.lengths[row])
    return unsafe cells.buffer.withUnsafeBytes { text in
      precondition(length >= 0 && start &+ length <= text.count, "a cell inside its buffer")
      return unsafe CategoryKey.with(
        UnsafeRawBufferPointer(rebasing: text[start..<start + length]), body)
    }
  }

  func key(_ row: Int) -> [UInt8] { unsafe withKey(row) { unsafe Array($0) } }

  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)

  /// How a number is spelled as a class; nil where its cell is spelled so already.
  private func canonicalDigits(_ row: Int) -> [UInt8]? {
    let number = numbers[row]
    guard number.isFinite else { return nil }
    guard number.magnitude < 0x1p53, number == number.rounded(.towardZero) else {
      return kinds[row] == .integral ? nil : Array(number.description.utf8)
    }
    let first = cells.buffer[Int(cells.starts[row])]
    let isPlain = first >= 0x31 || (first == 0x30 && cells.lengths[row] == 1)
    return kinds[row] == .integral && isPlain ? nil : Array(String(Int(number)).utf8)
  }
}

/// The key that a class has in `PairCounts` and `RankedQueries`.
package enum ClassKey {
  package static func of(_ number: Double) -> [UInt8] {
    let column = Column()
    column.fill(kinds: [.fractional], numbers: [number])
    return ClassCells(column).key(0)
  }

  package static func of(_ boolean: Bool) -> [UInt8] { Array((boolean ? "true" : "false").utf8) }

  /// The key of a cell that is spelled so.
  package static func of(_ text: String) -> [UInt8] {
    var cells = TextCells()
    cells.append(text.utf8)
    let column = Column()
    column.fill(text: cells)
    let classes = ClassCells(column)
    return classes.isMissing(0) ? [] : classes.key(0)
  }
}
