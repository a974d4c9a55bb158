/// A message of Arrow's streams: metadata, and how many bytes follow them.
///
/// Source: https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format
struct ArrowMessage {
  enum Content {
    case schema(ArrowSchema)
    case dictionary(id: Int64, isDelta: Bool, ArrowLayout)
    case batch(ArrowLayout)
  }

  let content: Content
  let bodyBytes: Int

  /// A schema that no message of its own holds.
  init(_ schema: ArrowSchema) {
    content = .schema(schema)
    bodyBytes = 0
  }

  /// - Parameter metadata: of the message, a FlatBuffer.
  init(_ metadata: [UInt8]) throws(ArrowDamage) {
    let message = try FlatTable(root: metadata)
    let version = try message.number(0, default: Int16(0))
    guard (3...4).contains(version) else {
      throw ArrowDamage("version \(version) of the Arrow metadata can't be read")
    }
    let bytes = try message.number(3, default: Int64(0))
    guard bytes >= 0 else { throw ArrowDamage("an Arrow message has a length below 0") }
    bodyBytes = Int(bytes)
    let kind = try message.number(1, default: UInt8(0))
    guard let header = try message.table(2) else {
      throw ArrowDamage("an Arrow message has no content")
    }
    switch kind {
    case 1: content = .schema(try ArrowSchema(header, version: version))
    case 2:
      guard let batch = try header.table(1) else {
        throw ArrowDamage("an Arrow dictionary has no content")
      }
      content = .dictionary(
        id: try header.number(0, default: Int64(0)), isDelta: try header.boolean(2),
        try ArrowLayout(batch, bodyBytes: bodyBytes))
    case 3: content = .batch(try ArrowLayout(header, bodyBytes: bodyBytes))
    default: throw ArrowDamage("an Arrow message is of an unknown kind (\(kind))")
    }
  }
}
