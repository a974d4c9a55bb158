/// Data that can't be read; names the file and what to do.
package struct ReadError: Error, Equatable, CustomStringConvertible {
  package let path: String
  package let message: String
  /// Bytes into the file as stored, where that is known.
  package let offset: Int?
  /// Whether there is nothing to be read.
  package let isOfNothing: Bool

  package init(path: String, _ message: String, offset: Int? = nil, isOfNothing: Bool = false) {
    self.path = path
    self.message = message
    self.offset = offset
    self.isOfNothing = isOfNothing
  }

  package var description: String {
    offset.map { "\(path): byte \($0): \(message)" } ?? "\(path): \(message)"
  }
}
