/// What is wrong with Arrow data, and where.
struct ArrowDamage: Error {
  let message: String
  /// Bytes into the decompressed input; nil where that is not known.
  var offset: Int?

  init(_ message: String, at offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }

  /// The same, `base` bytes further on.
  func shifted(by base: Int) -> ArrowDamage {
    ArrowDamage(message, at: offset.map { $0 + base })
  }
}
