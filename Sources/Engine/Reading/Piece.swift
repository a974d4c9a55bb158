/// About 4 MiB of decompressed bytes of one file, cut at a record boundary: what a thread takes.
///
/// Pieces never span files and are cut where the bytes say, so the number of threads never changes
/// what is in a piece.
package struct Piece: Sendable {
  /// Position in the whole input, from 0; statistics merge in this order.
  package let index: Int
  /// Which of the inputs it belongs to.
  package let source: Int
  /// Offset of the first byte in the decompressed file.
  package let offset: Int
  /// Lines of the file that precede the first piece and are in no piece, such as the header's;
  /// 0 for all pieces but the first of each source.
  package let linesBefore: Int
  /// Records that whoever cut the piece found to be unreadable, in ascending order. A reader counts
  /// each as malformed and goes on with the line after the one where the record starts.
  package let faults: [Fault]
  package let bytes: [UInt8]
  /// What a source of values gives to its readers in the place of bytes.
  package let content: (any Sendable)?
  /// Whether all records of its input are in it.
  package var isWhole = false

  /// A record that can't be read as one, found with bytes at hand that the piece may not hold.
  package struct Fault: Sendable, Equatable {
    /// Position in `bytes` of the record's first byte.
    package let start: Int
    package let reason: String

    package init(start: Int, reason: String) {
      self.start = start
      self.reason = reason
    }
  }

  package init(
    index: Int, source: Int, offset: Int, linesBefore: Int = 0, faults: [Fault] = [],
    bytes: [UInt8] = [], content: (any Sendable)? = nil
  ) {
    self.index = index
    self.source = source
    self.offset = offset
    self.linesBefore = linesBefore
    self.faults = faults
    self.bytes = bytes
    self.content = content
  }
}
