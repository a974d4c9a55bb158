internal import Engine
internal import Statistics

/// Fills blocks from batches of Arrow data, without going through text.
///
/// Whole numbers, numbers, booleans, days and instants are values; texts are text, or a timestamp,
/// whatever they spell. Damage ends the reading of a piece, and is told with its place.
final class ArrowReader: Reader {
  private let columns: Int
  private let nulls: NullSpellings
  private var parts: ArraySlice<ArrowPiece.Part> = []
  private var row = 0
  private var current: [(path: ArrowPath, values: any ArrowValues)?] = []
  private var malformed = MalformedRecords()
  private let names: [String]

  /// - Parameter names: the inputs by name.
  init(columns: Int, nulls: [String], names: [String]) {
    self.columns = columns
    self.nulls = NullSpellings(nulls)
    self.names = names
  }

  func open(_ piece: Piece) {
    malformed.source = piece.source
    parts = (piece.content as? ArrowPiece)?.parts[...] ?? []
    start()
  }

  private func start() {
    row = parts.first?.rows.lowerBound ?? 0
    current = []
  }

  func next(into block: inout ColumnBlock) -> Bool {
    block.rows = 0
    if block.columns.count != columns { block.columns = (0..<columns).map { _ in Column() } }
    while let part = parts.first {
      if row >= part.rows.upperBound {
        noteRest()
        parts.removeFirst()
        start()
        continue
      }
      let rows = row..<min(part.rows.upperBound, row + CSVReader.blockRows)
      do throws(ArrowDamage) {
        if current.isEmpty { try prepare(part) }
        for column in 0..<columns { try fill(block.columns[column], column, rows) }
      } catch {
        malformed.failure = ReadError(
          path: names[malformed.source], error.message, offset: error.offset)
        parts = []
        return false
      }
      block.rows = rows.count
      row = rows.upperBound
      return true
    }
    return false
  }

  func takeMalformed() -> MalformedRecords {
    defer { malformed = MalformedRecords(source: malformed.source) }
    return malformed
  }

  private func prepare(_ part: ArrowPiece.Part) throws(ArrowDamage) {
    for column in part.columns {
      guard let column else {
        current.append(nil)
        continue
      }
      current.append(
        (
          try ArrowPath(column, in: part.batch),
          try ArrowColumnValues.values(of: column.field, in: part.batch)
        ))
    }
  }

  private func fill(_ column: Column, _ number: Int, _ rows: Range<Int>) throws(ArrowDamage) {
    guard let values = current[number]?.values, let found = try current[number]?.path.rows(rows)
    else {
      return try fill(column, ArrowNulls(), ArrowRows(rows))
    }
    try fill(column, values, found)
  }

  private func fill(
    _ column: Column, _ values: any ArrowValues, _ rows: ArrowRows
  ) throws(ArrowDamage) {
    var repaired: [Int] = []
    try values.fill(column, rows, repaired: &repaired)
    malformed.invalidUTF8 += repaired.count
    nulls.remove(from: column)
  }

  private func noteRest() {
    for case let rest? in current.compactMap({ $0?.path.rest }) {
      malformed.unlisted.append(.init(name: rest.name, values: rest.values))
    }
  }
}
