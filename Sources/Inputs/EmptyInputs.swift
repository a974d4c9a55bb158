internal import Engine

/// Inputs of 0 bytes. An endpoint that ends while it begins a file of captures leaves one: the others
/// count. Of other data each file is wanted.
struct EmptyInputs {
  private var errors: [ReadError] = []

  /// - Throws: what is wrong with an input that is not empty.
  mutating func take(_ error: ReadError) throws(ReadError) {
    guard error.isOfNothing else { throw error }
    errors.append(error)
  }

  /// What to say of them; nil where there is none.
  ///
  /// - Parameter captures: whether other inputs hold captures.
  /// - Throws: the first where they do not.
  func warning(beside captures: Bool) throws(ReadError) -> String? {
    guard let first = errors.first else { return nil }
    guard captures else { throw first }
    let names = errors.prefix(5).map(\.path).joined(separator: ", ")
    let more = errors.count > 5 ? " and \(errors.count - 5) more" : ""
    return errors.count == 1
      ? "1 file holds nothing (0 bytes) and is left out: \(names)"
      : "\(errors.count) files hold nothing (0 bytes) and are left out: \(names)\(more)"
  }
}
