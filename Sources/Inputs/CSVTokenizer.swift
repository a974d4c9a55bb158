internal import CByteMasks

/// Splits records into the wanted fields: one pass over the bytes, 64 at a time.
///
/// All of the reader's work with unsafe memory is here and in `CSVTokenizer+Quoted`. Rows without
/// quotes take the fast way: positions of delimiters and line ends come out of a bit mask. Rows
/// with quotes, and the last bytes of a piece, are split byte by byte.
@safe final class CSVTokenizer {
  /// Rows of a batch, which stay in the processor's nearest caches.
  static let batch = 512

  enum Stop: Equatable {
    /// The batch is full.
    case full
    /// All bytes are read, or a record starts at the position not to be passed.
    case end
    /// The record is malformed, its line end aside; what follows starts at `position`.
    case malformed(Range<Int>, String)
  }

  /// A cell with doubled quotes.
  struct Escaped {
    let column: Int
    let row: Int
  }

  let dialect: CSVDialect
  let fieldCount: Int
  /// For each wanted column its field; -1 where the input lacks it.
  let fields: [Int]

  /// Where the next record starts.
  var position = 0
  /// Line ends passed.
  var lines = 0
  /// Rows in the batch.
  private(set) var rows = 0
  var escaped: [Escaped] = []

  /// Starts and lengths of the batch's cells, column by column; a length of -1 is a missing cell.
  private let starts: UnsafeMutablePointer<UInt32>
  private let lengths: UnsafeMutablePointer<Int32>
  /// Ends of the row's fields, from 1 on; at 0 the byte before the row. 64 more than a row may
  /// have.
  private let ends: UnsafeMutablePointer<Int>
  /// The row's fields where quotes are: start, end, and whether quotes are doubled.
  let spans: UnsafeMutablePointer<(start: Int, end: Int, escaped: Bool)>

  init(_ layout: CSVLayout, columns: [Int]) {
    dialect = layout.dialect
    fieldCount = layout.fieldCount
    fields = columns.map { layout.fields[$0] ?? -1 }
    let cells = CSVTokenizer.batch * max(columns.count, 1)
    unsafe starts = .allocate(capacity: cells)
    unsafe lengths = .allocate(capacity: cells)
    unsafe ends = .allocate(capacity: layout.fieldCount + 66)
    unsafe spans = .allocate(capacity: max(layout.fieldCount, 1))
    unsafe starts.initialize(repeating: 0, count: cells)
    unsafe lengths.initialize(repeating: -1, count: cells)
    unsafe ends.initialize(repeating: 0, count: layout.fieldCount + 66)
    unsafe spans.initialize(repeating: (0, 0, false), count: max(layout.fieldCount, 1))
  }

  deinit {
    unsafe starts.deallocate()
    unsafe lengths.deallocate()
    unsafe ends.deallocate()
    unsafe spans.deallocate()
  }

  /// Empties the batch.
  func clear() {
    rows = 0
    escaped.removeAll(keepingCapacity: true)
  }

  /// The batch's cells of a wanted column.
  func withCells(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<Int32>) -> Void
  ) {
    let first = column * CSVTokenizer.batch
    unsafe body(
      UnsafeBufferPointer(start: starts + first, count: rows),
      UnsafeBufferPointer(start: lengths + first, count: rows))
  }

  /// Adds rows to the batch, up to `maximum`, from `position` on.
  ///
  /// - Parameters:
  ///   - quotes: whether the bytes have quotes at all.
  ///   - end: the bytes' end, or the start of a record not to be passed.
  func run(_ bytes: UnsafeBufferPointer<UInt8>, quotes: Bool, end: Int, maximum: Int) -> Stop {
    guard let base = bytes.baseAddress else { return .end }
    let maximum = min(maximum, CSVTokenizer.batch)
    while rows < maximum {
      if position + 64 <= end,
        let stop = unsafe runFast(base, quotes: quotes, end: end, maximum: maximum)
      {
        return stop
      }
      if rows == maximum { return .full }
      if position >= end { return .end }
      if let stop = unsafe runRow(base, count: bytes.count) { return stop }
    }
    return .full
  }

  /// Takes rows until one with a quote, or with fewer than 64 bytes to go, starts at `position`.
  private func runFast(
    _ base: UnsafePointer<UInt8>, quotes: Bool, end: Int, maximum: Int
  ) -> Stop? {
    let (delimiter, newline) = (dialect.delimiter, dialect.newline)
    let fieldCount = fieldCount
    let ends = unsafe ends
    var start = position
    var chunk = position
    var field = 0
    while chunk + 64 <= end {
      let bytes = unsafe base + chunk
      var lineEnds = unsafe tidemark_byte_mask(bytes, newline)
      var marks = unsafe lineEnds | tidemark_byte_mask(bytes, delimiter)
      let quoteBits = unsafe quotes ? tidemark_byte_mask(bytes, CSVDialect.quote) : 0
      if quoteBits != 0 {
        let below = (quoteBits & (0 &- quoteBits)) &- 1
        marks &= below
        lineEnds &= below
      }
      if lineEnds == 0 {
        while marks != 0 {
          field &+= 1
          unsafe ends[field] = chunk &+ marks.trailingZeroBitCount
          marks &= marks &- 1
        }
      } else {
        while marks != 0 {
          let bit = marks & (0 &- marks)
          let at = chunk &+ marks.trailingZeroBitCount
          field &+= 1
          unsafe ends[field] = at
          marks ^= bit
          guard lineEnds & bit != 0 else { continue }
          lines &+= 1
          position = at &+ 1
          let found = field
          field = 0
          if let stop = unsafe finish(base, start, at, fields: found) { return stop }
          start = at &+ 1
          if rows == maximum { return .full }
        }
      }
      if quoteBits != 0 || field > fieldCount { return nil }
      chunk &+= 64
    }
    return nil
  }

  /// Takes the row from `start` to the line end at `end`, whose fields' ends are known.
  @inline(__always)
  private func finish(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, fields found: Int
  ) -> Stop? {
    var last = end
    if dialect.stripsCarriageReturn, last > start,
      unsafe base[last &- 1] == CSVDialect.carriageReturn
    {
      last &-= 1
    }
    guard found == fieldCount, last > start || fieldCount == 1 else {
      return last == start
        ? nil : .malformed(start..<last, CSVFault.ragged(found, expected: fieldCount))
    }
    unsafe ends[0] = start &- 1
    unsafe ends[found] = last
    var cell = rows
    for field in fields {
      if field >= 0 {
        let from = unsafe ends[field] &+ 1
        let length = unsafe ends[field &+ 1] &- from
        unsafe starts[cell] = UInt32(truncatingIfNeeded: from)
        unsafe lengths[cell] = length == 0 ? -1 : Int32(truncatingIfNeeded: length)
      }
      cell &+= CSVTokenizer.batch
    }
    rows &+= 1
    return nil
  }

  /// Takes the row whose fields are in `spans`.
  func takeSpans() {
    for (column, field) in fields.enumerated() where field >= 0 {
      let span = unsafe spans[field]
      let cell = column * CSVTokenizer.batch + rows
      unsafe starts[cell] = UInt32(truncatingIfNeeded: span.start)
      unsafe lengths[cell] =
        span.end == span.start ? -1 : Int32(truncatingIfNeeded: span.end - span.start)
      if span.escaped { escaped.append(Escaped(column: column, row: rows)) }
    }
    rows += 1
  }
}
