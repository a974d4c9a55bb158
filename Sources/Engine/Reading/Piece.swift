/// About 4 MiB of decompressed bytes of one file, cut at a record boundary: what a thread takes.
///
/// Pieces never span files and are cut where the bytes say, so the number of threads never changes what
/// is in a piece.
package struct Piece: Sendable {
  /// Position in the whole input, from 0; statistics merge in this order.
  package let index: Int
  /// Which of the inputs it belongs to.
  package let source: Int
  /// Offset of the first byte in the decompressed file.
  package let offset: Int
  package let bytes: [UInt8]

  package init(index: Int, source: Int, offset: Int, bytes: [UInt8]) {
    self.index = index
    self.source = source
    self.offset = offset
    self.bytes = bytes
  }
}
