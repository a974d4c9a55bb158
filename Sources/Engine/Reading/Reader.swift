import Statistics

/// Fills blocks of the wanted columns, reusing their memory. One a thread.
package protocol Reader: AnyObject {
  /// Takes the piece whose rows follow; the piece before must have been read to its end.
  func open(_ piece: Piece)

  /// Fills the block with the next rows of the piece; false when there are none left.
  ///
  /// The columns share the piece's buffer until the next call takes them back.
  func next(into block: inout ColumnBlock) -> Bool

  /// What could not be read of the pieces opened since the last call, in order.
  ///
  /// Where pieces go to several threads, to be called at the end of each piece, so that a
  /// `MalformedLog` can number the lines.
  func takeMalformed() -> MalformedRecords
}
