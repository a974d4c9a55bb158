import Glibc

/// Finds where records end: the structure of CSV without its fields.
///
/// A quote opens a field only as its first byte; within a field that no quote opened it is taken
/// literally. Remembers the next quote and line end, so that bytes are searched once: searching the
/// records of a buffer in order is linear.
@safe struct RecordScanner {
  enum Outcome: Equatable {
    /// A record, and where the next one starts.
    case record(next: Int)
    /// The buffer ends within the record, and perhaps within quotes.
    case incomplete(quoted: Bool)
    /// Not a record; known once the byte at the position was seen.
    case fault(String, at: Int)
  }

  /// A stretch in which each line end was within quotes of a record that turned out to be
  /// malformed. A record that starts there and reaches a line end in quotes would go the same way.
  struct Suspect {
    var until: Int
    var reason: String
  }

  private let base: UnsafePointer<UInt8>
  private let count: Int
  private let final: Bool
  private let dialect: CSVDialect
  private var nextQuote = -1
  private var nextNewline = -1

  /// - Parameter final: whether the input ends where the buffer does.
  init(_ bytes: UnsafeBufferPointer<UInt8>, final: Bool, dialect: CSVDialect) {
    // An empty buffer has no address; any will do for no bytes.
    unsafe base = bytes.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    count = bytes.count
    self.final = final
    self.dialect = dialect
  }

  /// Finds the end of the record at a position below the buffer's end.
  mutating func scan(from start: Int, suspect: Suspect?) -> Outcome {
    var position = start
    while true {
      let newline = newline(from: position)
      let quote = quote(from: position)
      if quote >= newline {
        if newline < count { return .record(next: newline + 1) }
        return final ? .record(next: count) : .incomplete(quoted: false)
      }
      guard unsafe quote == start || base[quote - 1] == dialect.delimiter else {
        position = quote + 1
        continue
      }
      switch closing(after: quote, suspect: suspect) {
      case .record(let after): position = after
      case let other: return other
      }
      if position == count { return final ? .record(next: count) : .incomplete(quoted: false) }
      let byte = unsafe base[position]
      if byte == dialect.delimiter { continue }
      if byte == dialect.newline { return .record(next: position + 1) }
      if byte == CSVDialect.carriageReturn, dialect.stripsCarriageReturn {
        if position + 1 == count {
          return final ? .record(next: count) : .incomplete(quoted: false)
        }
        if unsafe base[position + 1] == dialect.newline { return .record(next: position + 2) }
      }
      return .fault(CSVFault.textAfterQuote, at: position)
    }
  }

  /// The position after the line that starts at a position, the buffer's end if the line is the
  /// last.
  mutating func nextLine(after start: Int) -> Int? {
    nextQuote = -1
    nextNewline = -1
    let newline = newline(from: start)
    return newline < count ? newline + 1 : final ? count : nil
  }

  /// The position after the quote that closes the field which the one at `open` opens.
  private mutating func closing(after open: Int, suspect: Suspect?) -> Outcome {
    var position = open + 1
    while true {
      if let suspect, suspect.until > position {
        let newline = newline(from: position)
        if newline < min(suspect.until, count), quote(from: position) > newline {
          return .fault(suspect.reason, at: suspect.until)
        }
      }
      let close = quote(from: position)
      if close == count {
        return final ? .fault(CSVFault.neverClosed, at: count) : .incomplete(quoted: true)
      }
      if close + 1 == count { return .record(next: count) }
      if unsafe base[close + 1] != CSVDialect.quote { return .record(next: close + 1) }
      position = close + 2
    }
  }

  private mutating func quote(from position: Int) -> Int {
    if nextQuote < position {
      nextQuote = unsafe ByteSearch.first(CSVDialect.quote, in: base, position, count)
    }
    return nextQuote
  }

  private mutating func newline(from position: Int) -> Int {
    if nextNewline < position {
      nextNewline = unsafe ByteSearch.first(dialect.newline, in: base, position, count)
    }
    return nextNewline
  }
}

/// Where a byte is, in memory.
enum ByteSearch {
  /// The first position of the byte from `start` up to `end`; `end` if there is none.
  @inline(__always)
  static func first(
    _ byte: UInt8, in base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    guard start < end, let found = unsafe memchr(base + start, Int32(byte), end - start) else {
      return end
    }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The last position of the byte from `start` up to `end`; nil if there is none.
  static func last(
    _ byte: UInt8, in base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    var position = end
    while position > start {
      position -= 1
      if unsafe base[position] == byte { return position }
    }
    return nil
  }
}
