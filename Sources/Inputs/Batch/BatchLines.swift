internal import Engine
internal import JSONText

/// The records of an object that a batch transform read or wrote, one after the other.
final class BatchLines {
  /// Whether records are JSON, and not CSV.
  let isJSON: Bool
  /// Whether the object is one JSON document, and not a record a line.
  let isDocument: Bool
  private let stream: ByteStream
  private var buffer: [UInt8]
  private var position = 0

  private static let mostBytes = 64 << 20

  init(_ path: String) throws(ReadError) {
    stream = try ByteStream(try StoredBytes(path: path, hash: nil))
    buffer = []
    while buffer.count < 64 << 10, stream.extend(&buffer, by: 64 << 10) {}
    let mark = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = buffer[mark...].first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    position = mark
    guard isJSON else {
      isDocument = false
      return
    }
    while !buffer.contains(0x0A), buffer.count < BatchLines.mostBytes,
      stream.extend(&buffer, by: 1 << 20)
    {}
    let end = buffer.firstIndex(of: 0x0A) ?? buffer.count
    isDocument = (try? JSON(parsing: Array(buffer[mark..<end]))) == nil
  }

  var failure: ReadError? { stream.failure }

  /// The next record that is not blank, without its line end; nil at the end.
  func next() -> [UInt8]? {
    guard !isDocument else { return rest() }
    while let line = line() {
      if line.contains(where: { $0 != 0x20 && $0 != 0x09 }) { return line }
    }
    return nil
  }

  /// All that is left, on one line; nil where that is nothing.
  func rest() -> [UInt8]? {
    while buffer.count - position <= BatchLines.mostBytes, stream.extend(&buffer, by: 1 << 20) {}
    var text = Array(buffer[position...])
    position = buffer.count
    while let last = text.last, [0x0A, 0x0D, 0x20].contains(last) { text.removeLast() }
    // Between the values of JSON a line end is a space; in CSV it ends a record.
    if isJSON { for index in text.indices where text[index] == 0x0A { text[index] = 0x20 } }
    return text.isEmpty ? nil : text
  }

  /// A line; in CSV one with a line end within quotes is longer.
  private func line() -> [UInt8]? {
    var from = position
    while true {
      while let end = buffer[from...].firstIndex(of: 0x0A) {
        let text = buffer[position..<end]
        let quotes = isJSON ? 0 : text.count { $0 == CSVDialect.quote }
        if quotes.isMultiple(of: 2) || text.count > BatchLines.mostBytes {
          position = end + 1
          return BatchLines.withoutReturn(text)
        }
        from = end + 1
      }
      buffer.removeFirst(position)
      from = max(0, buffer.count)
      position = 0
      guard stream.extend(&buffer, by: 256 << 10) else { break }
    }
    defer { buffer = [] }
    return buffer.isEmpty ? nil : BatchLines.withoutReturn(buffer[...])
  }

  private static func withoutReturn(_ text: ArraySlice<UInt8>) -> [UInt8] {
    Array(text.last == CSVDialect.carriageReturn ? text.dropLast() : text)
  }
}
