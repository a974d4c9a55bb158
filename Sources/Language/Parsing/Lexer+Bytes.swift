extension Lexer {
  func byte(_ offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func isByte(_ offset: Int, _ scalar: Unicode.Scalar) -> Bool {
    byte(offset) == UInt8(ascii: scalar)
  }

  func isDigit(_ offset: Int) -> Bool {
    guard let byte = byte(offset) else { return false }
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Whether the text at an offset is exactly this.
  func hasText(_ text: String, at offset: Int) -> Bool {
    var place = offset
    for unit in text.utf8 {
      guard byte(place) == unit else { return false }
      place += 1
    }
    return true
  }

  /// The first offset from here that is neither a space nor a tab.
  func skipBlanks(_ offset: Int) -> Int {
    var place = offset
    while isByte(place, " ") || isByte(place, "\t") { place += 1 }
    return place
  }

  /// Whether a line break or the end of the file stands here.
  func endsLine(_ offset: Int) -> Bool {
    guard let byte = byte(offset) else { return true }
    return byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && isByte(offset + 1, "\n"))
  }

  /// Where the line ends, before its line break.
  func lineEnd(from offset: Int) -> Int {
    var place = offset
    while !endsLine(place) { place += 1 }
    return place
  }

  /// Where the word that starts here ends; the offset itself where none does.
  ///
  /// Bytes that are not UTF-8 count as letters: they have been reported, once for the file.
  func wordEnd(from offset: Int) -> Int {
    var place = offset
    while let byte = byte(place) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        place += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where place > offset:
        place += 1
      case 0x80...:
        guard let (scalar, length) = UTF8Check.scalar(in: bytes, at: place) else {
          place += 1
          continue
        }
        let properties = scalar.properties
        guard properties.isXIDStart || (place > offset && properties.isXIDContinue) else {
          return place
        }
        place += length
      default:
        return place
      }
    }
    return place
  }

  /// Whether the byte before belongs to something that a `.` could follow: `x.5`, `f(x).5`.
  func touchesOperand(_ offset: Int) -> Bool {
    guard let last = lexemes.last, last.span.end == offset else { return false }
    return last.kind == .word || last.kind == .quoted || last.isSign(")") || last.isSign("]")
  }

  /// A `/` opens a regex only where an operand must follow; elsewhere it divides.
  var regexMayStart: Bool {
    guard let last = lexemes.last else { return false }
    switch last.kind {
    case .newline: return true
    case .word: return last.text == "matches"
    case .sign:
      if mode == .columns, last.text == ";" { return true }
      return ["(", "[", ",", ":", "=", "{"].contains(last.text)
    default: return false
    }
  }
}
