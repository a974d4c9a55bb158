internal import Engine
internal import Statistics

/// Fills blocks from pieces of CSV (RFC 4180, and what files in the wild add to it).
///
/// Only wanted columns become cells. An empty field, quoted or not, is missing. A quote within a
/// field that no quote opened is taken literally. A record with more or fewer fields than the
/// header is malformed. A blank line is skipped, or a missing value where there is one column.
/// Bytes that are not UTF-8 are replaced by U+FFFD, and their cells counted.
final class CSVReader: Reader {
  /// Rows of a block.
  static let blockRows = 8192
  /// Bytes of a malformed record that are kept.
  static let keptBytes = 64 << 10

  private let layouts: [CSVLayout]
  private let wanted: [Int]
  private let nulls: NullSpellings

  private var tokenizer: CSVTokenizer?
  private var source = 0
  /// The piece's bytes; mended cells follow behind them.
  private var bytes: [UInt8] = []
  /// Bytes of the piece itself.
  private var end = 0
  private var faults: ArraySlice<Piece.Fault> = []
  private var hasQuotes = false
  private var isValid = true
  private var malformed = MalformedRecords()
  /// Lines of the batch before the piece, those before its first record included.
  private var linesBefore = 0

  init(layouts: [CSVLayout], columns wanted: [Int], nulls: [String]) {
    self.layouts = layouts
    self.wanted = wanted
    self.nulls = NullSpellings(nulls)
  }

  func open(_ piece: Piece) {
    if tokenizer == nil || piece.source != source {
      tokenizer = CSVTokenizer(layouts[piece.source], columns: wanted)
    }
    if piece.source != malformed.source { malformed.lines = 0 }
    malformed.source = piece.source
    malformed.lines += piece.linesBefore
    linesBefore = malformed.lines
    source = piece.source
    bytes = piece.bytes
    end = bytes.count
    faults = piece.faults[...]
    tokenizer?.position = 0
    tokenizer?.lines = 0
    (hasQuotes, isValid) = TextCheck.check(bytes)
  }

  func next(into block: inout ColumnBlock) -> Bool {
    var cells = takeCells(of: &block)
    block.rows = 0
    guard let tokenizer else { return false }
    while block.rows < CSVReader.blockRows, tokenizer.position < end {
      if let fault = faults.first, fault.start <= tokenizer.position {
        faults.removeFirst()
        if fault.start == tokenizer.position { skip(fault, tokenizer) }
        continue
      }
      let stop = fill(tokenizer, CSVReader.blockRows - block.rows)
      mend(tokenizer, into: &cells)
      block.rows += tokenizer.rows
      if case .malformed(let range, let reason) = stop { note(range, reason, tokenizer) }
    }
    malformed.lines = linesBefore + tokenizer.lines
    if block.rows == 0 {
      // The last mended bytes are let go of with the piece.
      bytes = []
      end = 0
      tokenizer.position = 0
      linesBefore = malformed.lines
      tokenizer.lines = 0
      return false
    }
    for (column, var text) in zip(block.columns, cells) {
      text.buffer = bytes
      column.fill(text: text)
    }
    return true
  }

  func takeMalformed() -> MalformedRecords {
    let taken = malformed
    malformed = MalformedRecords(source: source)
    linesBefore = -(tokenizer?.lines ?? 0)
    return taken
  }

  private func takeCells(of block: inout ColumnBlock) -> [TextCells] {
    if block.columns.count != wanted.count {
      block.columns = wanted.map { _ in Column() }
    }
    return block.columns.map { column in
      var cells = column.takeText()
      cells.buffer = []
      cells.starts.removeAll(keepingCapacity: true)
      cells.lengths.removeAll(keepingCapacity: true)
      return cells
    }
  }

  private func fill(_ tokenizer: CSVTokenizer, _ maximum: Int) -> CSVTokenizer.Stop {
    tokenizer.clear()
    let end = min(end, faults.first?.start ?? end)
    return unsafe bytes.withUnsafeBufferPointer {
      // A record never passes the start of another, so that the one before a fault ends there.
      unsafe tokenizer.run(
        UnsafeBufferPointer(rebasing: $0[..<end]), quotes: hasQuotes, end: end, maximum: maximum)
    }
  }

  private func skip(_ fault: Piece.Fault, _ tokenizer: CSVTokenizer) {
    let end = end
    let stop = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe buffer.baseAddress.map {
        unsafe tokenizer.skipLine($0, fault.start, end, fault.reason)
      }
    }
    if case .malformed(let range, let reason)? = stop { note(range, reason, tokenizer) }
  }

  private func note(_ range: Range<Int>, _ reason: String, _ tokenizer: CSVTokenizer) {
    let newline = tokenizer.dialect.newline
    let ended = tokenizer.position > 0 && bytes[tokenizer.position - 1] == newline
    let inner = bytes[range].count { $0 == newline }
    let line = linesBefore + tokenizer.lines - inner - (ended ? 1 : 0) + 1
    malformed.records.append(
      .init(
        source: source, line: line, reason: reason,
        bytes: Array(bytes[range].prefix(CSVReader.keptBytes))))
  }
}

extension CSVReader {
  /// Adds the batch's cells to the columns, as the values that they stand for.
  private func mend(_ tokenizer: CSVTokenizer, into cells: inout [TextCells]) {
    guard tokenizer.rows > 0 else { return }
    for column in wanted.indices {
      let first = cells[column].count
      let rows = first..<first + tokenizer.rows
      if tokenizer.fields[column] < 0 {
        for _ in rows { cells[column].appendMissing() }
        continue
      }
      unsafe tokenizer.withCells(column) { starts, lengths in
        unsafe cells[column].starts.append(contentsOf: starts)
        unsafe cells[column].lengths.append(contentsOf: lengths)
      }
      for escaped in tokenizer.escaped where escaped.column == column {
        unescape(&cells[column], first + escaped.row)
      }
      if !isValid { repair(&cells[column], rows) }
      nulls.remove(from: &cells[column], rows, bytes)
    }
  }

  /// Doubled quotes become single ones, in place: the row is accepted, nobody needs its raw bytes.
  private func unescape(_ cells: inout TextCells, _ row: Int) {
    let start = Int(cells.starts[row])
    let end = start + Int(cells.lengths[row])
    var to = start
    var from = start
    while from < end {
      let byte = bytes[from]
      bytes[to] = byte
      to += 1
      from += byte == CSVDialect.quote ? 2 : 1
    }
    cells.lengths[row] = Int32(to - start)
  }

  /// Cells that are not UTF-8 are replaced by mended copies behind the piece.
  private func repair(_ cells: inout TextCells, _ rows: Range<Int>) {
    for row in rows where cells.lengths[row] > 0 {
      let start = Int(cells.starts[row])
      let cell = bytes[start..<start + Int(cells.lengths[row])]
      guard !TextCheck.isValid(cell) else { continue }
      let mended = Array(String(decoding: cell, as: UTF8.self).utf8)
      malformed.invalidUTF8 += 1
      cells.starts[row] = UInt32(bytes.count)
      cells.lengths[row] = Int32(mended.count)
      bytes.append(contentsOf: mended)
    }
  }
}
