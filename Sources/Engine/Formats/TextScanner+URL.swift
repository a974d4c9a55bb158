extension TextScanner {
  /// A `URI` of RFC 3986 §3 with an authority that names a host: scheme, `://`, host, and what may
  /// follow. Only `file` goes without a host.
  mutating func takeURL() -> Bool {
    let start = position
    guard take(where: Self.isLetter) else { return false }
    _ = takeAll { Self.isLetter($0) || Self.isDigit($0) || [0x2b, 0x2d, 0x2e].contains($0) }
    let isFile = taken(since: start).elementsEqual("file".utf8) { $0 | 0x20 == $1 }
    guard take("://"), takeAuthority(mayBeEmpty: isFile) else { return false }
    if take(0x2f) { takeParts { $0 == 0x2f || $0 == 0x3a || $0 == 0x40 } }
    if take(0x3f) { takeParts { [0x2f, 0x3a, 0x3f, 0x40].contains($0) } }
    if take(0x23) { takeParts { [0x2f, 0x3a, 0x3f, 0x40].contains($0) } }
    return true
  }

  /// `userinfo@host:port`
  private mutating func takeAuthority(mayBeEmpty: Bool) -> Bool {
    let start = position
    takeParts { $0 == 0x3a }
    if !take(0x40) { rewind(to: start) }
    let host = position
    if take(0x5b) {
      guard takeIPv6(), take(0x5d) else { return false }
    } else {
      takeParts { _ in false }
    }
    guard position > host || mayBeEmpty else { return false }
    if take(0x3a) {
      let port = position
      guard takeAll(where: Self.isDigit) <= 5 else { return false }
      let number = taken(since: port).reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return number < 65_536
    }
    return true
  }

  /// Unreserved characters, `%` with two digits, sub-delimiters, and those that are let in besides.
  private mutating func takeParts(_ lets: (UInt8) -> Bool) {
    while let byte = next {
      if byte == 0x25 {
        let start = position
        _ = take(0x25)
        guard take(2, where: Self.isHexadecimal) else {
          rewind(to: start)
          return
        }
      } else if !take(where: { Self.isUnreserved($0) || Self.isDelimiter($0) || lets($0) }) {
        return
      }
    }
  }

  /// Letters, digits, - . _ ~
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || [0x2d, 0x2e, 0x5f, 0x7e].contains(byte)
  }

  /// ! $ & ' ( ) * + , ; =
  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x24, 0x26...0x2c, 0x3b, 0x3d: true
    default: false
    }
  }
}
