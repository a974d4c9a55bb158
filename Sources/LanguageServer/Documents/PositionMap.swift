/// Places of a text by byte and by line and character.
///
/// Lines end at `\n`, `\r\n` or `\r`, as the protocol has it.
package struct PositionMap: Sendable {
  private let bytes: [UInt8]
  private let encoding: PositionEncoding
  /// Of each line its first byte, and the byte behind its last one, without the line break.
  private let lines: [Range<Int>]
  /// Units before each 256th byte, so that long lines are not counted anew for each place in them.
  private let unitsBefore: [Int]
  private static let stride = 256

  /// - Parameter bytes: UTF-8.
  /// - Complexity: O(bytes)
  package init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    var lines: [Range<Int>] = []
    var before: [Int] = []
    var units = 0
    var start = 0
    var wasReturn = false
    for (offset, byte) in bytes.enumerated() {
      if offset % PositionMap.stride == 0 { before.append(units) }
      units += PositionMap.units(byte, encoding)
      if byte == UInt8(ascii: "\n"), wasReturn {
        start = offset + 1
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        lines.append(start..<offset)
        start = offset + 1
      }
      wasReturn = byte == UInt8(ascii: "\r")
    }
    lines.append(start..<bytes.count)
    before.append(units)
    self.lines = lines
    unitsBefore = before
  }

  /// The place of a byte; within a character or a line break, the place before it.
  ///
  /// - Complexity: O(log lines)
  package func position(of offset: Int) -> Position {
    let wanted = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].lowerBound <= wanted { low = middle } else { high = middle }
    }
    let line = lines[low]
    let place = boundary(min(max(wanted, line.lowerBound), line.upperBound))
    return Position(line: low, character: units(before: place) - units(before: line.lowerBound))
  }

  /// The byte of a place; beyond the end of a line its end, beyond the last line the end of the text,
  /// within a character its start.
  ///
  /// - Complexity: O(log bytes)
  package func offset(of position: Position) -> Int {
    guard position.line < lines.count else { return bytes.count }
    let line = lines[max(0, position.line)]
    let start = units(before: line.lowerBound)
    let units = units(before: line.upperBound) - start
    guard position.character < units else { return line.upperBound }
    // The last byte with no more units than these before it begins the character.
    let wanted = start + max(0, position.character)
    var low = line.lowerBound
    var high = line.upperBound
    while high - low > 1 {
      let middle = (low + high) / 2
      if self.units(before: middle) <= wanted { low = middle } else { high = middle }
    }
    return boundary(low)
  }

  package func range(_ range: Range<Int>) -> (start: Position, end: Position) {
    (position(of: range.lowerBound), position(of: range.upperBound))
  }

  private func units(before offset: Int) -> Int {
    let stride = offset / PositionMap.stride
    // The last entry is of the whole text where that ends between two strides.
    let start = stride * PositionMap.stride
    guard start < bytes.count else { return unitsBefore[unitsBefore.count - 1] }
    var units = unitsBefore[stride]
    for byte in bytes[start..<offset] { units += PositionMap.units(byte, encoding) }
    return units
  }

  /// The start of the character that a byte is of.
  private func boundary(_ offset: Int) -> Int {
    var place = offset
    while place > 0, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  /// What a byte adds: a character's first byte counts for all of it.
  private static func units(_ byte: UInt8, _ encoding: PositionEncoding) -> Int {
    switch encoding {
    case .utf8: 1
    case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
    }
  }
}
