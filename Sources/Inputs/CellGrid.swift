internal import Statistics

/// The rows of a block under way: for each wanted column where in the bytes its cell is.
///
/// Rows are added as drafts, so that those of a record that turns out to be malformed can be
/// dropped.
@safe final class CellGrid {
  let columns: Int
  /// Rows that stay.
  private(set) var rows = 0
  /// Rows that are cleared and may be set.
  private var drafted = 0
  private var capacity: Int
  private var starts: UnsafeMutablePointer<UInt32>
  private var lengths: UnsafeMutablePointer<Int32>
  /// Whether the cell was a string in a source that tells strings from numbers.
  private var strings: UnsafeMutablePointer<Bool>

  init(columns: Int) {
    self.columns = columns
    // A block's rows, and those that a record of several adds to the last one.
    capacity = CSVReader.blockRows + 64
    let cells = max(columns, 1) * capacity
    unsafe starts = .allocate(capacity: cells)
    unsafe lengths = .allocate(capacity: cells)
    unsafe strings = .allocate(capacity: cells)
    unsafe starts.initialize(repeating: 0, count: cells)
    unsafe lengths.initialize(repeating: -1, count: cells)
    unsafe strings.initialize(repeating: false, count: cells)
  }

  deinit {
    unsafe starts.deallocate()
    unsafe lengths.deallocate()
    unsafe strings.deallocate()
  }

  func clear() {
    rows = 0
    drafted = 0
  }

  /// Has a draft with this number, from 0 for the first after the rows that stay.
  func draft(_ number: Int) {
    let row = rows + number
    if row >= capacity { grow(row + 1) }
    while drafted <= row {
      for column in 0..<columns {
        let cell = column * capacity + drafted
        unsafe lengths[cell] = -1
        unsafe strings[cell] = false
      }
      drafted += 1
    }
  }

  /// Sets a cell of a draft; a length of -1 makes it missing.
  @inline(__always)
  func set(_ number: Int, _ column: Int, start: Int, length: Int, isString: Bool) {
    let row = rows &+ number
    precondition(row < drafted && column < columns && column >= 0, "a cell of a draft")
    let cell = column &* capacity &+ row
    unsafe starts[cell] = UInt32(truncatingIfNeeded: start)
    unsafe lengths[cell] = Int32(truncatingIfNeeded: length)
    unsafe strings[cell] = isString
  }

  /// Where a draft's cell is, and whether it was a string; nil where it is missing.
  func cell(_ number: Int, _ column: Int) -> (range: Range<Int>, isString: Bool)? {
    let row = rows + number
    precondition(row < drafted && column < columns && column >= 0, "a cell of a draft")
    let cell = column * capacity + row
    guard unsafe lengths[cell] >= 0 else { return nil }
    let start = unsafe Int(starts[cell])
    return unsafe (start..<start + Int(lengths[cell]), strings[cell])
  }

  /// Keeps so many drafts, and drops the others.
  func keep(_ number: Int) {
    if number > 0 { draft(number - 1) }
    rows += number
    drafted = rows
  }

  /// Fills a column; `text` lends the memory.
  func fill(
    _ column: Column, _ position: Int, _ text: TextCells, bytes: [UInt8], nulls: NullSpellings
  ) {
    var text = text
    let first = position * capacity
    text.buffer = bytes
    unsafe text.starts.append(contentsOf: UnsafeBufferPointer(start: starts + first, count: rows))
    unsafe text.lengths.append(contentsOf: UnsafeBufferPointer(start: lengths + first, count: rows))
    nulls.remove(from: &text, 0..<rows, bytes)
    let isString = unsafe UnsafeBufferPointer(start: strings + first, count: rows)
    guard unsafe isString.contains(true) else {
      column.fill(text: text)
      return
    }
    var kinds: [CellKind] = []
    var numbers: [Double] = []
    CellParser.parse(text, kinds: &kinds, numbers: &numbers)
    for row in 0..<rows where unsafe isString[row] {
      CellParser.keepText(&kinds[row], &numbers[row])
    }
    column.fill(kinds: kinds, numbers: numbers, text: text)
  }

  private func grow(_ needed: Int) {
    var larger = capacity
    while larger < needed { larger *= 2 }
    unsafe starts = enlarged(starts, 0, larger)
    unsafe lengths = enlarged(lengths, -1, larger)
    unsafe strings = enlarged(strings, false, larger)
    capacity = larger
  }

  private func enlarged<Element: BitwiseCopyable>(
    _ old: UnsafeMutablePointer<Element>, _ filler: Element, _ larger: Int
  ) -> UnsafeMutablePointer<Element> {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: max(columns, 1) * larger)
    unsafe new.initialize(repeating: filler, count: max(columns, 1) * larger)
    for column in 0..<columns {
      unsafe (new + column * larger).update(from: old + column * capacity, count: capacity)
    }
    unsafe old.deallocate()
    return unsafe new
  }
}
