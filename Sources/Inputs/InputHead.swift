internal import Engine

/// What the start of an input says of it.
protocol InputHead {
  var warning: String? { get }
}

/// The head of an input whose records are text.
protocol TextHead: InputHead {
  /// How its records are told apart.
  var frame: RecordFrame { get }
}

/// How the records of an input are told apart, and what precedes them.
struct RecordFrame {
  let dialect: CSVDialect
  /// Whether line ends within quotes belong to a record.
  let hasQuotes: Bool
  /// The bytes before the first record: byte order mark, blank lines, header.
  let head: [UInt8]
  /// Line ends in them.
  let lines: Int
}

/// Reads heads, each as its format has them.
enum InputHeads {
  /// Reads the head of an input; `buffer` then holds all that was read of it.
  static func read(
    _ stream: ByteStream, into buffer: inout [UInt8], format: InputFormat? = nil,
    options: InputOptions
  ) throws(ReadError) -> any InputHead {
    let path = stream.stored.path
    while buffer.count < 4096, stream.extend(&buffer, by: 64 << 10) {}
    guard !buffer.isEmpty else {
      throw stream.failure
        ?? ReadError(
          path: path, "holds 0 bytes once decompressed; check what should have written it",
          isOfNothing: true)
    }
    var format = format
    if format == nil { format = try InputFormat.guess(path, buffer, options) }
    if format == .arrow {
      return try ArrowHead.read(stream, into: &buffer, options: options)
    }
    if let format, format.isJSON {
      return try JSONHead.read(stream, into: &buffer, format: format, options: options)
    }
    return try CSVHead.read(stream, into: &buffer, format: format, options: options)
  }
}
