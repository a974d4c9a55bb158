internal import Engine

/// Gives the pieces of one input, in order.
protocol PieceSource: AnyObject {
  var stream: ByteStream { get }

  /// The next piece, or nil at the end; throws at the end of what can be read of a damaged input.
  func next(index: Int) throws(ReadError) -> Piece?

  /// Whether it is known that there is no further piece.
  var isAtEnd: Bool { get }
}
