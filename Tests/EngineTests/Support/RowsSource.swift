import Engine
import Statistics

/// CSV text in memory, naively split at line ends and commas, in pieces of so many rows.
final class RowsSource: Source {
  let columns: [String]
  let warnings: [String] = []
  let names = ["rows"]
  let progress: (read: Int, total: Int?) = (0, nil)

  private let lines: [Substring]
  private let rowsPerPiece: Int
  private var position = 0
  private var index = 0

  init(_ csv: String, rowsPerPiece: Int = 1000) {
    var lines = csv.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    columns = (lines.first ?? "").split(separator: ",").map(String.init)
    self.lines = Array(lines.dropFirst())
    self.rowsPerPiece = max(1, rowsPerPiece)
  }

  func next() throws(ReadError) -> Piece? {
    guard position < lines.count else { return nil }
    let rows = lines[position..<min(lines.count, position + rowsPerPiece)]
    defer { (position, index) = (position + rows.count, index + 1) }
    var piece = Piece(
      index: index, source: 0, offset: position, bytes: Array(rows.joined(separator: "\n").utf8))
    piece.isWhole = rows.count == lines.count
    return piece
  }

  func readers(columns wanted: [Int]) -> @Sendable () -> any Reader {
    { RowsReader(wanted) }
  }
}

/// Reads pieces of `RowsSource`; an empty cell is missing.
final class RowsReader: Reader {
  static let rowsPerBlock = 700
  private let wanted: [Int]
  private var rows: ArraySlice<[Substring]> = []

  init(_ wanted: [Int]) { self.wanted = wanted }

  func open(_ piece: Piece) {
    rows =
      String(decoding: piece.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }[...]
  }

  func next(into block: inout ColumnBlock) -> Bool {
    let taken = rows.prefix(RowsReader.rowsPerBlock)
    rows = rows.dropFirst(taken.count)
    block.rows = taken.count
    for (position, column) in zip(wanted, block.columns) {
      var cells = TextCells()
      for row in taken {
        if position < row.count, !row[position].isEmpty {
          cells.append(row[position].utf8)
        } else {
          cells.appendMissing()
        }
      }
      column.fill(text: cells)
    }
    return !taken.isEmpty
  }

  func takeMalformed() -> MalformedRecords { MalformedRecords() }
}
