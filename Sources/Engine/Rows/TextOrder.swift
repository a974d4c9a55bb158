import Statistics

/// Cells compared byte by byte, without an allocation a cell.
enum TextOrder {
  /// Below 0 where cell `a` comes first, 0 where the bytes are the same.
  @inline(__always)
  static func order(_ a: TextCells, _ row: Int, _ b: [UInt8]) -> Int {
    order(
      a.buffer, Int(a.starts[row]), Int(a.lengths[row]), b, 0, b.count)
  }

  @inline(__always)
  static func order(_ a: TextCells, _ b: TextCells, _ row: Int) -> Int {
    order(
      a.buffer, Int(a.starts[row]), Int(a.lengths[row]), b.buffer, Int(b.starts[row]),
      Int(b.lengths[row]))
  }

  /// Whether a cell's bytes are the same; most cells differ by their length.
  @inline(__always)
  static func isSame(_ a: TextCells, _ row: Int, _ b: [UInt8]) -> Bool {
    guard Int(a.lengths[row]) == b.count else { return false }
    let start = Int(a.starts[row])
    for index in b.indices where a.buffer[start + index] != b[index] { return false }
    return true
  }

  private static func order(
    _ a: [UInt8], _ aStart: Int, _ aLength: Int, _ b: [UInt8], _ bStart: Int, _ bLength: Int
  ) -> Int {
    for index in 0..<min(aLength, bLength) {
      let (x, y) = (a[aStart + index], b[bStart + index])
      if x != y { return x < y ? -1 : 1 }
    }
    return aLength - bLength
  }
}
