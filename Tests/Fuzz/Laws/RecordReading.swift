import Engine
import Inputs
import Statistics

/// What a run sees of an input, with the cells folded into a hash.
struct RecordReading: Equatable {
  struct Malformed: Equatable {
    let line: Int
    let reason: String
    let bytes: [UInt8]
  }

  private(set) var columns: [String]
  private(set) var rows = 0
  private(set) var cells = 0
  private(set) var malformed: [Malformed] = []
  private(set) var invalidUTF8 = 0
  private(set) var failure: ReadError?

  /// - Parameter readers: how many readers take pieces in turn.
  init(_ path: String, _ options: InputOptions, readers count: Int) throws(ReadError) {
    let source = try InputSet.open([path], options: options)
    columns = source.columns
    let wanted = Array(source.columns.indices.prefix(6))
    let make = source.readers(columns: wanted)
    let readers = (0..<count).map { _ in make() }
    var block = ColumnBlock()
    var hasher = Hasher()
    var found: [Malformed] = []
    var log = MalformedLog(names: source.names) { _, line, reason, bytes in
      found.append(Malformed(line: line, reason: reason, bytes: bytes))
    }
    do throws(ReadError) {
      while let piece = try source.next() {
        let reader = readers[piece.index % count]
        reader.open(piece)
        while reader.next(into: &block) {
          rows += block.rows
          RecordReading.hash(block, into: &hasher)
        }
        block = ColumnBlock()
        let malformed = reader.takeMalformed()
        log.merge(malformed)
        if let failure = malformed.failure { throw failure }
      }
    } catch {
      failure = error
    }
    malformed = found
    invalidUTF8 = log.invalidUTF8
    cells = hasher.finalize()
  }

  private static func hash(_ block: ColumnBlock, into hasher: inout Hasher) {
    for row in 0..<block.rows {
      for column in block.columns {
        hasher.combine(column.kinds[row])
        hasher.combine(column.numbers[row].bitPattern)
        hasher.combine(column.cells[row])
      }
    }
  }
}
