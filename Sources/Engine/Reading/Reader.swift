import Statistics

/// The inputs of a run, opened: what their columns are, and their pieces in order.
///
/// Used by one thread at a time.
package protocol Source: AnyObject {
  /// Columns over all inputs, in the order first seen.
  var columns: [String] { get }

  /// The next piece, or nil at the end.
  func next() throws(ReadError) -> Piece?

  /// A reader of this source's pieces for one thread.
  ///
  /// - Parameter wanted: positions in `columns` of the columns that the block shall hold, in its order.
  func makeReader(columns wanted: [Int]) -> any Reader

  /// Remarks that do not stop the run, such as a file that lacks a column others have.
  var warnings: [String] { get }

  /// The inputs by name, for messages: paths, or `standard input`.
  var names: [String] { get }

  /// Bytes read so far of the inputs as stored, and how many there are (nil where not known).
  var progress: (read: Int, total: Int?) { get }
}

/// Fills blocks of the wanted columns, reusing their memory. One a thread.
package protocol Reader: AnyObject {
  /// Takes the piece whose rows follow.
  func open(_ piece: Piece)

  /// Fills the block with the next rows of the piece; false when there are none left.
  func next(into block: inout ColumnBlock) -> Bool

  /// What could not be read of the pieces opened since the last call, in order.
  func takeMalformed() -> MalformedRecords
}

/// Records that could not be read, by number and with their places.
package struct MalformedRecords: Sendable, Equatable {
  package struct Record: Sendable, Equatable {
    package let source: Int
    /// Line in the file, from 1; within the piece until `Piece` lines are added up.
    package var line: Int
    package let reason: String
    /// The record's own bytes, at most 64 KiB of them.
    package let bytes: [UInt8]

    package init(source: Int, line: Int, reason: String, bytes: [UInt8]) {
      self.source = source
      self.line = line
      self.reason = reason
      self.bytes = bytes
    }
  }

  package var records: [Record]
  /// Lines in the piece, so that the next piece's lines can be numbered.
  package var lines: Int
  /// Cells with bytes that are not UTF-8.
  package var invalidUTF8: Int

  package init(records: [Record] = [], lines: Int = 0, invalidUTF8: Int = 0) {
    self.records = records
    self.lines = lines
    self.invalidUTF8 = invalidUTF8
  }
}

/// Data that can't be read; names the file and what to do.
package struct ReadError: Error, Equatable, CustomStringConvertible {
  package let path: String
  package let message: String
  /// Bytes into the file as stored, where that is known.
  package let offset: Int?

  package init(path: String, _ message: String, offset: Int? = nil) {
    self.path = path
    self.message = message
    self.offset = offset
  }

  package var description: String {
    offset.map { "\(path): byte \($0): \(message)" } ?? "\(path): \(message)"
  }
}
