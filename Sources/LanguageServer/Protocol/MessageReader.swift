/// Cuts a stream of bytes into messages: header lines, a blank line, the content (base protocol of
/// LSP 3.17).
///
/// Bytes that are no message are passed over until a `Content-Length` is found again; each such run
/// is one fault.
///
/// - Complexity: O(bytes), however they are cut into pieces
package struct MessageReader {
  package enum Item: Equatable {
    case content([UInt8])
    /// What was wrong with bytes that were passed over.
    case fault(String)
  }

  /// Bytes of content at most.
  package static let longest = 64 << 20
  /// Bytes of a header line at most.
  private static let longestLine = 4 << 10
  private static let field = Array("content-length:".utf8)

  private enum State {
    case header
    case content(Int)
    /// Content that is too long to be kept.
    case passing(Int)
  }

  private var buffer: [UInt8] = []
  /// What of the buffer has been used, and where the search for a line's end goes on.
  private var start = 0
  private var scanned = 0
  private var state = State.header
  private var length: Int?
  /// Lines were read that belong to no message.
  private var isLost = false

  package init() {}

  /// Takes the next bytes of the stream.
  package mutating func take(_ bytes: some Sequence<UInt8>) -> [Item] {
    buffer.append(contentsOf: bytes)
    var items: [Item] = []
    while let item = next() { items.append(contentsOf: item) }
    if start > buffer.count / 2 {
      buffer.removeFirst(start)
      scanned -= start
      start = 0
    }
    return items
  }

  /// What one step gives; nil where more bytes are needed.
  private mutating func next() -> [Item]? {
    let rest = buffer.count - start
    switch state {
    case .header: return line()
    case .content(let count):
      guard rest >= count else { return nil }
      let content = Array(buffer[start..<start + count])
      pass(count)
      state = .header
      return [.content(content)]
    case .passing(let count):
      guard rest > 0 else { return nil }
      let passed = min(rest, count)
      pass(passed)
      state = passed == count ? .header : .passing(count - passed)
      return []
    }
  }

  private mutating func pass(_ count: Int) {
    start += count
    scanned = start
  }

  private mutating func line() -> [Item]? {
    guard let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) else {
      scanned = buffer.count
      guard buffer.count - start > MessageReader.longestLine else { return nil }
      // The end of what is no header may be the beginning of one.
      pass(buffer.count - start - MessageReader.field.count)
      return lost("a header line is too long")
    }
    var line = buffer[start..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    defer { pass(end + 1 - start) }
    return line.isEmpty ? headerEnd() : header(line)
  }

  private mutating func headerEnd() -> [Item] {
    defer { (length, isLost) = (nil, false) }
    guard let length else { return [] }
    guard length <= MessageReader.longest else {
      state = .passing(length)
      return [
        .fault("a message has \(length) bytes, and \(MessageReader.longest) are read at most")
      ]
    }
    state = .content(length)
    return []
  }

  private mutating func header(_ line: ArraySlice<UInt8>) -> [Item] {
    guard let field = MessageReader.fieldEnd(in: line) else {
      return MessageReader.isHeader(line) ? [] : lost("this is no header")
    }
    let before = line.startIndex + MessageReader.field.count
    let items = field == before ? [] : lost("other text stands before `Content-Length`")
    let digits = String(decoding: line[field...], as: UTF8.self)
      .split(separator: " ").joined()
    guard let value = Int(digits), value >= 0, digits.first != "+" else {
      length = nil
      return items + lost("the `Content-Length` is no number of bytes")
    }
    length = value
    return items
  }

  /// Notes the first of several lines that belong to no message.
  private mutating func lost(_ reason: String) -> [Item] {
    defer { isLost = true }
    return isLost ? [] : [.fault(reason)]
  }

  /// `Content-Type: …` and the like.
  private static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    return name.count < line.count
      && name.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "-")
      }
  }

  /// Behind the last `Content-Length:` of a line: content of unknown length may stand before it.
  private static func fieldEnd(in line: ArraySlice<UInt8>) -> Int? {
    guard line.count >= field.count else { return nil }
    var at = line.endIndex - field.count
    while at >= line.startIndex {
      if zip(line[at...], field).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 }) {
        return at + field.count
      }
      at -= 1
    }
    return nil
  }
}
