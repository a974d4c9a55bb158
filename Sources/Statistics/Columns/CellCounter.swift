/// Counts the different cells of a column over some blocks, while they are few and short.
///
/// A text of up to 15 bytes is a key of two words: its bytes and its length. A stored cell is one
/// word. Entries stand in the order in which their cells first came, and an open table of their numbers, at most half full,
/// finds them. The hottest loop of a profile, hence the unsafe memory, in this type alone: every
/// cell's range is checked against its buffer.
@safe package final class CellCounter {
  /// Different cells that are held at most.
  package static let mostCells = 8192
  /// Bytes of a cell that is counted at most.
  package static let longestCell = 15
  /// Rows after which columns of keys and the like are left alone.
  package static let firstLook = 1024
  /// Steps from its place that an entry is found within: a table that bunches is full.
  private static let mostSteps = 64

  private struct Entry {
    let low: UInt64
    /// The length of the cell is in the highest byte.
    let high: UInt64
    var count: UInt64
  }

  private var entries: UnsafeMutablePointer<Entry>
  /// Number of the entry + 1; 0 where free.
  private var slots: UnsafeMutablePointer<UInt16>
  private var slotCount = 256
  private var cells = 0
  private var missing = 0
  /// The number of entries before the first missing cell.
  private var missingPlace = 0
  private var rows = 0
  /// How often its cells were taken: what they are numbered by changes with it.
  package private(set) var round = 0
  /// Of the cells so far.
  private var sort = CountableCells.Sort.spelled

  package init() {
    unsafe entries = .allocate(capacity: slotCount / 2)
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
  }

  deinit {
    unsafe entries.deallocate()
    unsafe slots.deallocate()
  }

  package var isEmpty: Bool { rows == 0 }

  /// Whether counting costs less than taking each row, as far as rows show: cells came twice or more
  /// on average, and some came twice before.
  package var isWorthwhile: Bool {
    if rows < 8192 { return rows < Self.firstLook || cells * 10 <= rows * 9 }
    return cells * 2 <= rows
  }

  /// Whether cells can be counted together with those so far.
  package func takes(_ cells: CountableCells) -> Bool { isEmpty || cells.sort.isSame(as: sort) }

  /// Counts the cells of some rows.
  ///
  /// - Returns: the row of the first cell that can't be counted: the table is full, or the cell is
  ///   long. The end of the rows where all were counted.
  package func count(_ cells: CountableCells, _ range: Range<Int>) -> Int {
    unsafe count(cells, range, places: nil)
  }

  /// The same, and writes the place of each cell that was counted, as `CellCodes` has them.
  package func count(
    _ cells: CountableCells, _ range: Range<Int>, places: inout [UInt16]
  ) -> Int {
    precondition(places.count == cells.count, "a place for each cell")
    return unsafe places.withUnsafeMutableBufferPointer {
      unsafe count(cells, range, places: $0.baseAddress)
    }
  }

  private func count(
    _ cells: CountableCells, _ range: Range<Int>, places: UnsafeMutablePointer<UInt16>?
  ) -> Int {
    precondition(takes(cells), "cells of one sort")
    if isEmpty { sort = cells.sort }
    precondition(range.lowerBound >= 0 && range.upperBound <= cells.count, "rows of the cells")
    let stopped =
      switch cells {
      case .text(let text, _): unsafe count(text, range, places)
      case .stored(let stored): unsafe count(stored, range, places)
      }
    rows += stopped - range.lowerBound
    return stopped
  }

  /// The cells that some places stand for: the missing cell at 0, then each entry.
  package func column(from place: Int) -> Column {
    column(Swift.max(place, 1) - 1..<cells, missing: place == 0 ? 0 : nil)
  }

  /// What was counted; the counter is empty then.
  package func take() -> CountedCells {
    // Missing cells stand where the first of them came.
    let place = missing > 0 ? missingPlace : nil
    var counts: [Int] = []
    counts.reserveCapacity(cells + 1)
    for index in 0..<cells { counts.append(unsafe Int(entries[index].count)) }
    if let place { counts.insert(missing, at: place) }
    let column = self.column(0..<cells, missing: place)
    unsafe slots.update(repeating: 0, count: slotCount)
    (cells, missing, rows, sort) = (0, 0, 0, .spelled)
    round += 1
    return CountedCells(column, counts: counts)
  }

  /// The cells of some entries.
  ///
  /// - Parameter place: before which of them a missing cell stands; nil for none.
  private func column(_ entries: Range<Int>, missing place: Int?) -> Column {
    let column = Column()
    switch sort {
    case .spelled: column.fill(text: texts(entries, missing: place))
    case .strings: column.fill(text: texts(entries, missing: place), areStrings: true)
    case .stored(let meaning): column.fill(stored: words(entries, missing: place, meaning))
    }
    return column
  }

  private func texts(_ range: Range<Int>, missing place: Int?) -> TextCells {
    var text = TextCells()
    text.starts.reserveCapacity(range.count + 1)
    text.lengths.reserveCapacity(range.count + 1)
    text.buffer = unsafe [UInt8](unsafeUninitializedCapacity: 16 * range.count) { bytes, size in
      let bytes = UnsafeMutableRawBufferPointer(bytes)
      for index in range {
        let entry = unsafe entries[index]
        let length = Int(truncatingIfNeeded: entry.high >> 56)
        // Both words whole; the next cell overwrites what is not of this one.
        unsafe bytes.storeBytes(of: entry.low.littleEndian, toByteOffset: size, as: UInt64.self)
        unsafe bytes.storeBytes(
          of: entry.high.littleEndian, toByteOffset: size + 8, as: UInt64.self)
        text.starts.append(UInt32(size))
        text.lengths.append(Int32(length))
        size += length
      }
    }
    if let place {
      text.starts.insert(0, at: place)
      text.lengths.insert(-1, at: place)
    }
    return text
  }

  private func words(
    _ range: Range<Int>, missing place: Int?, _ meaning: any WordMeaning
  ) -> StoredCells {
    var words = range.map { unsafe entries[$0].low }
    guard let place else { return StoredCells(words: words, missing: nil, meaning: meaning) }
    words.insert(0, at: place)
    var marks = [Bool](repeating: false, count: words.count)
    marks[place] = true
    return StoredCells(words: words, missing: marks, meaning: meaning)
  }

  private func count(
    _ text: TextCells, _ range: Range<Int>, _ places: UnsafeMutablePointer<UInt16>?
  ) -> Int {
    unsafe text.buffer.withUnsafeBytes { bytes in
      unsafe text.starts.withUnsafeBufferPointer { starts in
        unsafe text.lengths.withUnsafeBufferPointer { lengths in
          for row in range {
            let length = unsafe Int(lengths[row])
            if length < 0 {
              unsafe countMissing(row, places)
              continue
            }
            guard length <= Self.longestCell else { return row }
            let start = unsafe Int(starts[row])
            precondition(start &+ length <= bytes.count, "a cell inside its buffer")
            let (low, high) = unsafe Self.key(bytes, start, length)
            guard unsafe count(low, high, row, places) else { return row }
          }
          return range.upperBound
        }
      }
    }
  }

  private func count(
    _ stored: StoredCells, _ range: Range<Int>, _ places: UnsafeMutablePointer<UInt16>?
  ) -> Int {
    unsafe stored.words.withUnsafeBufferPointer { words in
      guard let missing = stored.missing else {
        for row in range {
          guard unsafe count(words[row], 0, row, places) else { return row }
        }
        return range.upperBound
      }
      return unsafe missing.withUnsafeBufferPointer { missing in
        for row in range {
          if unsafe missing[row] {
            unsafe countMissing(row, places)
          } else if unsafe !count(words[row], 0, row, places) {
            return row
          }
        }
        return range.upperBound
      }
    }
  }

  @inline(__always)
  private func countMissing(_ row: Int, _ places: UnsafeMutablePointer<UInt16>?) {
    if missing == 0 { missingPlace = cells }
    missing &+= 1
    if let places = unsafe places { unsafe places[row] = 0 }
  }

  /// Counts the key of a row; false where the table is full.
  @inline(__always)
  private func count(
    _ low: UInt64, _ high: UInt64, _ row: Int, _ places: UnsafeMutablePointer<UInt16>?
  ) -> Bool {
    let hash = StableHash.hash(pair: low, high)
    let mask = slotCount &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    var steps = 0
    while true {
      let held = unsafe Int(slots[slot]) &- 1
      if held < 0 {
        guard add(low, high, hash, slot) else { return false }
        if let places = unsafe places { unsafe places[row] = UInt16(cells) }
        return true
      }
      if unsafe entries[held].low == low && entries[held].high == high {
        unsafe entries[held].count &+= 1
        if let places = unsafe places { unsafe places[row] = UInt16(held &+ 1) }
        return true
      }
      steps &+= 1
      if steps > Self.mostSteps { return false }
      slot = (slot &+ 1) & mask
    }
  }

  /// The bytes of a cell and its length, those beyond it as 0.
  @inline(__always)
  private static func key(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ length: Int
  ) -> (low: UInt64, high: UInt64) {
    let size = UInt64(truncatingIfNeeded: length) &<< 56
    if start &+ 16 <= bytes.count {
      let low = unsafe UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      let bits = UInt64(truncatingIfNeeded: length &* 8)
      if length < 8 { return (low & ((1 &<< bits) &- 1), size) }
      let high = unsafe UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self))
      return (low, high & ((1 &<< (bits &- 64)) &- 1) | size)
    }
    var (low, high): (UInt64, UInt64) = (0, size)
    for index in 0..<length {
      let byte = unsafe UInt64(bytes[start &+ index])
      if index < 8 {
        low |= byte &<< UInt64(8 &* index)
      } else {
        high |= byte &<< UInt64(8 &* (index &- 8))
      }
    }
    return (low, high)
  }

  /// Adds an entry at a free slot; false where the table is full.
  private func add(_ low: UInt64, _ high: UInt64, _ hash: UInt64, _ slot: Int) -> Bool {
    var slot = slot
    if cells * 2 >= slotCount {
      guard cells < Self.mostCells else { return false }
      grow()
      slot = free(hash)
    }
    unsafe slots[slot] = UInt16(cells + 1)
    unsafe (entries + cells).initialize(to: Entry(low: low, high: high, count: 1))
    cells += 1
    return true
  }

  private func free(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
    while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
    return slot
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: slotCount)
    unsafe larger.moveInitialize(from: entries, count: cells)
    unsafe entries.deallocate()
    unsafe entries = larger
    unsafe slots.deallocate()
    slotCount *= 2
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
    for index in 0..<cells {
      let entry = unsafe entries[index]
      unsafe slots[free(StableHash.hash(pair: entry.low, entry.high))] = UInt16(index + 1)
    }
  }
}
