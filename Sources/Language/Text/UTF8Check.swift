/// Reads scalars from bytes that may not be UTF-8.
package enum UTF8Check {
  /// The scalar at an offset and its length in bytes; nil where the bytes there are not UTF-8.
  static func scalar(in bytes: [UInt8], at offset: Int) -> (Unicode.Scalar, length: Int)? {
    let first = bytes[offset]
    let length: Int
    var value: UInt32
    let smallest: UInt32
    switch first {
    case 0..<0x80: return (Unicode.Scalar(first), 1)
    case 0xC2..<0xE0: (length, value, smallest) = (2, UInt32(first & 0x1F), 0x80)
    case 0xE0..<0xF0: (length, value, smallest) = (3, UInt32(first & 0x0F), 0x800)
    case 0xF0..<0xF5: (length, value, smallest) = (4, UInt32(first & 0x07), 0x10000)
    default: return nil
    }
    guard offset + length <= bytes.count else { return nil }
    for place in offset + 1..<offset + length {
      guard bytes[place] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[place] & 0x3F)
    }
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }

  /// The first offset whose bytes are not UTF-8, and how many such places there are.
  ///
  /// - Complexity: O(bytes)
  package static func firstInvalid(in bytes: [UInt8]) -> (offset: Int, count: Int)? {
    var found: (offset: Int, count: Int)?
    var place = 0
    while place < bytes.count {
      if bytes[place] < 0x80 {
        place += 1
      } else if let (_, length) = scalar(in: bytes, at: place) {
        place += length
      } else {
        found = (found?.offset ?? place, (found?.count ?? 0) + 1)
        place += 1
      }
    }
    return found
  }

  /// Characters that reorder the text around them, so that it reads as what it is not.
  static func isBidirectionalControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
