extension CSVTokenizer {
  /// Takes the one record at `position`, byte by byte.
  ///
  /// Same rules as `RecordScanner`, which finds records; this one finds their fields.
  func runRow(_ base: UnsafePointer<UInt8>, count: Int) -> Stop? {
    let start = position
    let newline = dialect.newline
    var at = start
    var field = 0
    var inner = 0
    var last = start
    while true {
      var span = (start: at, end: at, escaped: false)
      if at < count, unsafe base[at] == CSVDialect.quote {
        guard let closed = unsafe quoted(base, from: at + 1, count: count, lines: &inner) else {
          return unsafe skipLine(base, start, count, CSVFault.neverClosed)
        }
        span = (at + 1, closed.at, closed.escaped)
        at = closed.at + 1
        last = at
        if at < count, dialect.stripsCarriageReturn,
          unsafe base[at] == CSVDialect.carriageReturn,
          unsafe at + 1 == count || base[at + 1] == newline
        {
          at += 1
        }
        let closes = unsafe at == count || base[at] == newline || base[at] == dialect.delimiter
        guard closes, unsafe last == at || at == count || base[at] == newline else {
          return unsafe skipLine(base, start, count, CSVFault.textAfterQuote)
        }
      } else {
        while at < count, unsafe base[at] != dialect.delimiter, unsafe base[at] != newline {
          at += 1
        }
        last = at
        let ends = unsafe at == count || base[at] == newline
        if ends, dialect.stripsCarriageReturn, last > span.start,
          unsafe base[last - 1] == CSVDialect.carriageReturn
        {
          last -= 1
        }
        span.end = last
      }
      if field < fieldCount { unsafe spans[field] = span }
      field += 1
      guard at < count, unsafe base[at] == dialect.delimiter else { break }
      at += 1
    }
    lines += inner
    position = at
    if at < count {
      lines += 1
      position = at + 1
    }
    if field == fieldCount, last > start || fieldCount == 1 {
      takeSpans()
      return nil
    }
    return last == start
      ? nil : .malformed(start..<last, CSVFault.ragged(field, expected: fieldCount))
  }

  /// Gives up on the record at `start`: what follows starts with the next line.
  func skipLine(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ reason: String
  ) -> Stop {
    let newline = unsafe ByteSearch.first(dialect.newline, in: base, start, count)
    position = min(newline + 1, count)
    if newline < count { lines += 1 }
    var last = newline
    if dialect.stripsCarriageReturn, last > start,
      unsafe base[last - 1] == CSVDialect.carriageReturn
    {
      last -= 1
    }
    return .malformed(start..<last, reason)
  }

  /// Where the quote is that closes a field, and whether doubled ones are in it.
  private func quoted(
    _ base: UnsafePointer<UInt8>, from start: Int, count: Int, lines: inout Int
  ) -> (at: Int, escaped: Bool)? {
    var at = start
    var escaped = false
    while at < count {
      let byte = unsafe base[at]
      if byte == CSVDialect.quote {
        guard at + 1 < count, unsafe base[at + 1] == CSVDialect.quote else { return (at, escaped) }
        escaped = true
        at += 2
      } else {
        if byte == dialect.newline { lines += 1 }
        at += 1
      }
    }
    return nil
  }
}
