import Engine
import Statistics
import Testing

/// Damage that only a reader sees ends the run there, whatever other threads have done by then.
struct DamagedPieceTests {
  /// Rows whose pieces can't be read from one on, after half of its rows.
  private final class DamagedSource: Source {
    let rows: RowsSource
    let damaged: Int

    init(_ rows: RowsSource, damaged: Int) {
      self.rows = rows
      self.damaged = damaged
    }

    var columns: [String] { rows.columns }
    var warnings: [String] { rows.warnings }
    var names: [String] { rows.names }
    var progress: (read: Int, total: Int?) { rows.progress }
    func next() throws(ReadError) -> Piece? { try rows.next() }

    func readers(columns wanted: [Int]) -> @Sendable () -> any Reader {
      { [damaged] in DamagedReader(RowsReader(wanted), damaged: damaged) }
    }
  }

  private final class DamagedReader: Reader {
    private let rows: RowsReader
    private let damaged: Int
    private var piece = 0
    private var blocks = 0

    init(_ rows: RowsReader, damaged: Int) {
      self.rows = rows
      self.damaged = damaged
    }

    func open(_ piece: Piece) {
      self.piece = piece.index
      blocks = 0
      rows.open(piece)
    }

    func next(into block: inout ColumnBlock) -> Bool {
      blocks += 1
      if piece >= damaged, blocks > 1 { return false }
      return rows.next(into: &block)
    }

    func takeMalformed() -> MalformedRecords {
      var malformed = MalformedRecords()
      if piece >= damaged {
        malformed.failure = ReadError(path: "rows", "piece \(piece) is damaged", offset: piece)
      }
      return malformed
    }
  }

  @Test(arguments: 1...4)
  func whatIsBehindTheDamageDoesNotCount(_ threads: Int) async {
    let rows = 2 * RowsReader.rowsPerBlock
    let text = "x\n" + (0..<10 * rows).map { "\($0)\n" }.joined()
    for damaged in [0, 3, 9] {
      let source = DamagedSource(RowsSource(text, rowsPerPiece: rows), damaged: damaged)
      let result = await Gathering([], threads: threads)
        .gather(source, log: MalformedLog(names: ["rows"]))
      #expect(result.failure?.message == "piece \(damaged) is damaged")
      #expect(result.panes.records == damaged * rows + RowsReader.rowsPerBlock)
    }
  }
}
