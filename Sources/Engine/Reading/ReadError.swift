/// Data that can't be read; names the file and what to do.
package struct ReadError: Error, Equatable, CustomStringConvertible {
  package let path: String
  package let message: String
  /// Bytes into the file as stored, where that is known.
  package let offset: Int?
  /// Whether there is nothing to be read.
  package let isOfNothing: Bool
  /// Whether what was read before does not count either.
  package let countsForNothing: Bool

  package init(
    path: String, _ message: String, offset: Int? = nil, isOfNothing: Bool = false,
    countsForNothing: Bool = false
  ) {
    self.path = path
    self.message = message
    self.offset = offset
    self.isOfNothing = isOfNothing
    self.countsForNothing = countsForNothing
  }

  /// The same where what was read before does not count.
  package var countingForNothing: ReadError {
    ReadError(
      path: path, message, offset: offset, isOfNothing: isOfNothing, countsForNothing: true)
  }

  package var description: String {
    offset.map { "\(path): byte \($0): \(message)" } ?? "\(path): \(message)"
  }
}
