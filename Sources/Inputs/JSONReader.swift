internal import Engine
internal import Statistics

/// Fills blocks from pieces with a JSON record a line.
///
/// Only wanted columns become cells. A number, `true` and `false` are judged by their spelling, as
/// in CSV; a string is text, or a timestamp, whatever it spells. Null and a key that is not there
/// are missing values. Blank lines are skipped. A line that is not UTF-8 is repaired with U+FFFD,
/// and counted.
final class JSONReader: Reader {
  private let decoder: any RecordDecoder
  private let joiner: LabelJoiner?
  private let nulls: NullSpellings
  private let grid: CellGrid
  private let lines = JSONLines()
  private let buffer = RecordBuffer()
  private var malformed = MalformedRecords()
  private var linesBefore = 0

  init(
    _ decoder: any RecordDecoder, columns: Int, nulls: [String], joiner: LabelJoiner? = nil
  ) {
    self.decoder = decoder
    self.joiner = joiner
    self.nulls = NullSpellings(nulls)
    grid = CellGrid(columns: columns)
  }

  func open(_ piece: Piece) {
    if piece.source != malformed.source { malformed.lines = 0 }
    malformed.source = piece.source
    malformed.lines += piece.linesBefore
    linesBefore = malformed.lines
    buffer.bytes = piece.bytes
    lines.open(end: piece.bytes.count, faults: piece.faults)
  }

  func next(into block: inout ColumnBlock) -> Bool {
    var lent = takeCells(of: &block)
    block.rows = 0
    grid.clear()
    while grid.rows < CSVReader.blockRows {
      switch lines.next(buffer) {
      case .end:
        malformed.lines = linesBefore + lines.lines
        if grid.rows == 0 {
          buffer.bytes = []
          lines.open(end: 0)
          linesBefore = malformed.lines
          return false
        }
        return emit(&block, &lent)
      case .malformed(let range, let reason): note(range, reason)
      case .document(let base, let range):
        var rows = 0
        let fault = unsafe decoder.decode(
          lines.document.nodes, base: base, buffer, into: grid, rows: &rows)
        grid.keep(fault == nil ? rows : 0)
        if let fault {
          note(range, fault)
        } else if let time = decoder.time {
          malformed.clock.take(
            ClockSteps.Mark(
              source: malformed.source, line: linesBefore + lines.number, time: time))
        }
        joiner?.close(
          isKept: fault == nil, range, buffer, source: malformed.source,
          line: linesBefore + lines.number)
      }
    }
    malformed.lines = linesBefore + lines.lines
    return emit(&block, &lent)
  }

  func takeMalformed() -> MalformedRecords {
    var taken = malformed
    taken.unlisted = decoder.takeUnlisted()
    taken.invalidUTF8 = lines.repaired
    taken.labels = joiner?.takeOutcome() ?? LabelJoin()
    lines.repaired = 0
    malformed = MalformedRecords(source: malformed.source)
    linesBefore = -lines.lines
    return taken
  }

  private func emit(_ block: inout ColumnBlock, _ lent: inout [TextCells]) -> Bool {
    block.rows = grid.rows
    for (position, column) in block.columns.enumerated() {
      grid.fill(column, position, lent[position], bytes: buffer.bytes, nulls: nulls)
    }
    lent = []
    return true
  }

  private func note(_ range: Range<Int>, _ reason: String) {
    malformed.records.append(
      .init(
        source: malformed.source, line: linesBefore + lines.number, reason: reason,
        bytes: Array(buffer.bytes[range].prefix(CSVReader.keptBytes))))
  }

  private func takeCells(of block: inout ColumnBlock) -> [TextCells] {
    if block.columns.count != grid.columns {
      block.columns = (0..<grid.columns).map { _ in Column() }
    }
    return block.columns.map { column in
      var cells = column.takeText()
      cells.buffer = []
      cells.starts.removeAll(keepingCapacity: true)
      cells.lengths.removeAll(keepingCapacity: true)
      return cells
    }
  }
}
