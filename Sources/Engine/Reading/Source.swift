/// The inputs of a run, opened: what their columns are, and their pieces in order.
///
/// Used by one thread at a time.
package protocol Source: AnyObject {
  /// Columns over all inputs, in the order first seen.
  var columns: [String] { get }

  /// The next piece, or nil at the end. After it has thrown, there are no more pieces.
  func next() throws(ReadError) -> Piece?

  /// What makes readers of this source's pieces, one for each thread.
  ///
  /// - Parameter wanted: positions in `columns` of the columns that the block shall hold, in its
  ///   order.
  func readers(columns wanted: [Int]) -> @Sendable () -> any Reader

  /// Remarks that do not stop the run, such as a file that lacks a column others have.
  var warnings: [String] { get }

  /// Where columns stand in captured records: `output`, `input`, `truth` or `meta` by the column's
  /// name. Columns of other inputs are not in it.
  var sections: [String: String] { get }

  /// The column with the time of inference, where records are captured.
  var captureTime: String? { get }

  /// The inputs by name, for messages: paths, or `standard input`.
  var names: [String] { get }

  /// Bytes read so far of the inputs as stored, and how many there are (nil where not known).
  var progress: (read: Int, total: Int?) { get }
}

extension Source {
  package var sections: [String: String] { [:] }
  package var captureTime: String? { nil }
}
