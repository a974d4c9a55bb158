extension SectionDecoder {
  /// Rows of CSV (RFC 4180), perhaps several and with quotes, in bytes that are the reader's own.
  func decodeCSV(_ range: Range<Int>, _ buffer: RecordBuffer, _ grid: CellGrid) -> RowCount {
    guard !range.isEmpty else { return .wrong("\(name) is empty") }
    var at = range.lowerBound
    var rows = 0
    var fields: [(start: Int, end: Int)] = []
    while at < range.upperBound {
      let start = at
      fields.removeAll(keepingCapacity: true)
      if let wrong = takeRow(&at, range.upperBound, buffer, &fields) { return .wrong(wrong) }
      let isBlank = fields.count == 1 && fields[0].start == fields[0].end
      // In one column a blank line is a missing value, elsewhere it means nothing.
      if isBlank, at > start, (width ?? recordWidth ?? 0) != 1 { continue }
      if let wrong = judge(fields.count) { return .wrong(wrong) }
      grid.draft(rows)
      for (field, slot) in wanted {
        let (start, end) = fields[field]
        grid.set(rows, slot, start: start, length: end == start ? -1 : end - start, isString: false)
      }
      rows += 1
    }
    return rows > 0 ? .rows(rows) : .wrong("\(name) is empty")
  }

  /// Takes the fields of the row at a position, with quotes removed in place, and its line end.
  private func takeRow(
    _ at: inout Int, _ end: Int, _ buffer: RecordBuffer, _ fields: inout [(start: Int, end: Int)]
  ) -> String? {
    while true {
      let start = at
      if at < end, buffer.bytes[at] == CSVDialect.quote {
        at += 1
        var to = start
        var isClosed = false
        while at < end {
          let byte = buffer.bytes[at]
          if byte == CSVDialect.quote {
            guard at + 1 < end, buffer.bytes[at + 1] == CSVDialect.quote else {
              isClosed = true
              break
            }
            at += 1
          }
          buffer.bytes[to] = byte
          to += 1
          at += 1
        }
        guard isClosed else { return "\(name): \(CSVFault.neverClosed)" }
        at += 1
        fields.append((start, to))
        if at < end, buffer.bytes[at] == CSVDialect.carriageReturn,
          at + 1 == end || buffer.bytes[at + 1] == CSVDialect.lineFeed
        {
          at += 1
        }
        guard
          at == end || buffer.bytes[at] == CSVDialect.lineFeed
            || buffer.bytes[at] == UInt8(ascii: ",")
        else { return "\(name): \(CSVFault.textAfterQuote)" }
      } else {
        while at < end, buffer.bytes[at] != UInt8(ascii: ","),
          buffer.bytes[at] != CSVDialect.lineFeed
        {
          at += 1
        }
        let isLast = at == end || buffer.bytes[at] == CSVDialect.lineFeed
        let hasReturn =
          isLast && at > start && buffer.bytes[at - 1] == CSVDialect.carriageReturn
        fields.append((start, hasReturn ? at - 1 : at))
      }
      guard at < end else { return nil }
      let byte = buffer.bytes[at]
      at += 1
      if byte == CSVDialect.lineFeed { return nil }
    }
  }
}
