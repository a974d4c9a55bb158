/// Turns the inside of a JSON string into the characters that it stands for.
package enum JSONEscapes {
  /// Appends the characters; half of a surrogate pair without the other becomes U+FFFD.
  ///
  /// - Parameter raw: what stands between the quotes, with escapes that were validated.
  package static func append(
    _ raw: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    var at = 0
    let count = raw.count
    while at < count {
      var end = at
      while end < count, unsafe raw[end] != backslash { end += 1 }
      if end > at {
        unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: raw[at..<end]))
      }
      guard end + 1 < count else { return }
      let escape = unsafe raw[end + 1]
      at = end + 2
      switch escape {
      case UInt8(ascii: "n"): output.append(0x0A)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "r"): output.append(0x0D)
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "u"):
        let first = unsafe unit(raw, at)
        at = min(at + 4, count)
        var scalar = Unicode.Scalar(first)
        if first >= 0xD800, first < 0xDC00, at + 1 < count, unsafe raw[at] == backslash,
          unsafe raw[at + 1] == UInt8(ascii: "u")
        {
          let second = unsafe unit(raw, at + 2)
          if second >= 0xDC00, second < 0xE000 {
            scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            at = min(at + 6, count)
          }
        }
        let encoded = UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
        output.append(contentsOf: encoded)
      default: output.append(escape)
      }
    }
  }

  private static let backslash = UInt8(ascii: "\\")

  /// The four hexadecimal digits at a position.
  private static func unit(_ raw: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32 {
    guard start + 4 <= raw.count else { return 0xFFFD }
    var value: UInt32 = 0
    for index in start..<start + 4 {
      let byte = unsafe raw[index]
      let digit = byte <= 0x39 ? byte &- 0x30 : (byte | 0x20) &- 0x57
      value = value << 4 | UInt32(digit & 15)
    }
    return value
  }
}
