/// The text of one rule file, and where its lines begin.
///
/// Offsets are UTF-8 bytes from the start of the file; a byte-order mark is not part of the text.
package final class SourceFile: Sendable {
  package let path: String
  package let bytes: [UInt8]
  /// Whether the file begins with a byte-order mark.
  package let hasByteOrderMark: Bool
  /// Offset of the first byte of each line; never empty.
  package let lineStarts: [Int]
  /// Unicode scalars that begin before each 1,024th byte, so that long lines are not counted anew
  /// for each place in them.
  private let scalarsBefore: [Int]
  private static let stride = 1024

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    hasByteOrderMark = bytes.starts(with: mark)
    self.bytes = hasByteOrderMark ? Array(bytes.dropFirst(3)) : bytes
    var starts = [0]
    var scalars = 0
    var before: [Int] = []
    for (offset, byte) in self.bytes.enumerated() {
      if offset % SourceFile.stride == 0 { before.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
      if byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    }
    if self.bytes.count % SourceFile.stride == 0 { before.append(scalars) }
    lineStarts = starts
    scalarsBefore = before
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  package var text: String { text(0..<bytes.count) }

  /// The text between two offsets; bytes that are not UTF-8 are replaced.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The line (from 1) and the column (from 1, in Unicode scalars) of an offset.
  ///
  /// - Complexity: O(log lines)
  package func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let end = min(max(offset, lineStarts[low]), bytes.count)
    return (low + 1, scalars(before: end) - scalars(before: lineStarts[low]) + 1)
  }

  private func scalars(before offset: Int) -> Int {
    let stride = offset / SourceFile.stride
    return scalarsBefore[stride]
      + bytes[stride * SourceFile.stride..<offset].count { $0 & 0xC0 != 0x80 }
  }

  /// The text of a line (from 1) without its line break.
  package func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return text(start..<max(start, end))
  }
}
