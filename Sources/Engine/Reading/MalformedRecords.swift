/// Records that could not be read, by number and with their places.
///
/// Lines are relative to what was read; `MalformedLog` makes them absolute. A batch covers pieces
/// that follow each other: where they belong to one source, lines count from the first of them.
package struct MalformedRecords: Sendable, Equatable {
  package struct Record: Sendable, Equatable {
    package let source: Int
    /// Line where the record starts, from 1, counted from the first piece of the batch (from the
    /// top of the file where that is the first of its source).
    package var line: Int
    package let reason: String
    /// The record's own bytes as they were in the file, at most 64 KiB of them.
    package let bytes: [UInt8]

    package init(source: Int, line: Int, reason: String, bytes: [UInt8]) {
      self.source = source
      self.line = line
      self.reason = reason
      self.bytes = bytes
    }
  }

  /// A name that the heads of the inputs did not have, so that it is no column.
  package struct Unlisted: Sendable, Equatable {
    package let name: String
    package var values: Int

    package init(name: String, values: Int) {
      self.name = name
      self.values = values
    }
  }

  package var records: [Record]
  /// The source of the last piece, which `lines` belongs to.
  package var source: Int
  /// Line ends in the pieces of `source`, those before the first piece included, so that the lines
  /// of the piece that follows can be numbered.
  package var lines: Int
  /// Cells of wanted columns with bytes that are not UTF-8.
  package var invalidUTF8: Int
  /// What records have beyond the columns, in the order first seen: nothing is lost unnoticed.
  package var unlisted: [Unlisted] = []
  /// What came of joining labels to the records that could be read.
  package var labels = LabelJoin()
  /// Damage at which reading ended: what follows in the inputs is not read.
  package var failure: ReadError?
  /// Where the times of captured records run backwards.
  package var clock = ClockSteps()

  package init(records: [Record] = [], source: Int = 0, lines: Int = 0, invalidUTF8: Int = 0) {
    self.records = records
    self.source = source
    self.lines = lines
    self.invalidUTF8 = invalidUTF8
  }
}
