internal import Engine

/// The bytes of a piece, and behind them the texts of cells that do not stand in it as they are.
final class RecordBuffer {
  var bytes: [UInt8]
  private var scratch: [UInt8] = []

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// Adds the characters that the inside of a JSON string stands for; where they are.
  func unescape(_ range: Range<Int>) -> Range<Int> {
    scratch.removeAll(keepingCapacity: true)
    unsafe bytes.withUnsafeBufferPointer { all in
      unsafe JSONEscapes.append(UnsafeBufferPointer(rebasing: all[range]), to: &scratch)
    }
    return append(scratch)
  }

  /// Adds bytes with all that is not UTF-8 replaced by U+FFFD.
  func repair(_ range: Range<Int>) -> Range<Int> {
    append(Array(String(decoding: bytes[range], as: UTF8.self).utf8))
  }

  /// Adds what Base64 text stands for (RFC 4648, line ends and missing padding aside); nil where it
  /// is none.
  func decodeBase64(_ range: Range<Int>) -> Range<Int>? {
    scratch.removeAll(keepingCapacity: true)
    var group: UInt32 = 0
    var digits = 0
    var padding = 0
    for byte in bytes[range] {
      if byte == 0x0A || byte == 0x0D { continue }
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let digit = RecordBuffer.digit(byte) else { return nil }
      group = group << 6 | digit
      digits += 1
      if digits % 4 == 0 {
        scratch.append(UInt8(truncatingIfNeeded: group >> 16))
        scratch.append(UInt8(truncatingIfNeeded: group >> 8))
        scratch.append(UInt8(truncatingIfNeeded: group))
        group = 0
      }
    }
    let rest = digits % 4
    guard rest != 1, padding == 0 || (rest > 0 && rest + padding == 4) else { return nil }
    if rest >= 2 { scratch.append(UInt8(truncatingIfNeeded: group >> (rest == 2 ? 4 : 10))) }
    if rest == 3 { scratch.append(UInt8(truncatingIfNeeded: group >> 2)) }
    return append(scratch)
  }

  /// Adds a text; where it is.
  func append(_ text: [UInt8]) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - 65)
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - 71)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte + 4)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
