import Engine
import Inputs
import Statistics

/// All that inputs hold, as a run sees it.
struct Table: Equatable {
  var columns: [String] = []
  var rows: [[String?]] = []
  var malformed: [Malformed] = []
  var invalidUTF8 = 0
  var failure: ReadError?
  /// The kind of each cell, row by row.
  var kinds: [[CellKind]] = []
  var unlisted: [String: Int] = [:]

  struct Malformed: Equatable {
    let path: String
    let line: Int
    let reason: String
    let bytes: [UInt8]
  }

  /// - Parameter readers: how many readers take pieces in turn.
  static func read(
    _ arguments: [String], _ options: InputOptions = InputOptions(), wanted: [String]? = nil,
    readers: Int = 1
  ) throws -> Table {
    try read(InputSet.open(arguments, options: options), wanted: wanted, readers: readers)
  }

  /// - Parameter keep: gets what was malformed, and what came of labels.
  static func read(
    _ source: any Source, wanted: [String]? = nil, readers: Int = 1,
    keep: (MalformedLog) -> Void = { _ in }
  ) -> Table {
    var table = Table(columns: source.columns)
    let names = wanted ?? source.columns
    let positions = names.compactMap { source.columns.firstIndex(of: $0) }
    let all = (0..<readers).map { _ in source.readers(columns: positions)() }
    var blocks = all.map { _ in ColumnBlock() }
    var places: [Malformed] = []
    var log = MalformedLog(names: source.names) { path, line, reason, bytes in
      places.append(Malformed(path: path, line: line, reason: reason, bytes: bytes))
    }
    do throws(ReadError) {
      while let piece = try source.next() {
        let turn = piece.index % readers
        let reader = all[turn]
        reader.open(piece)
        while reader.next(into: &blocks[turn]) { table.add(blocks[turn]) }
        let malformed = reader.takeMalformed()
        log.merge(malformed)
        if let failure = malformed.failure { throw failure }
      }
    } catch {
      table.failure = error
    }
    table.malformed = places
    for name in log.unlisted { table.unlisted[name.name] = name.values }
    table.invalidUTF8 = log.invalidUTF8
    keep(log)
    return table
  }

  private mutating func add(_ block: ColumnBlock) {
    for row in 0..<block.rows {
      kinds.append(block.columns.map { $0.kinds[row] })
      rows.append(
        block.columns.map { column in
          column.cells[row].map { String(decoding: $0, as: UTF8.self) }
        })
    }
  }
}
