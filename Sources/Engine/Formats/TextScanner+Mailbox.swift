extension TextScanner {
  /// The `Mailbox` of RFC 5321 §4.1.2 as it is given to people: a dot-string (atoms of RFC 5322
  /// §3.2.3, in Unicode after RFC 6531), `@`, and a domain of two labels or more. Quoted local parts
  /// and address literals are not taken. At most 64 bytes before the `@` and 254 in all (§4.5.3.1).
  mutating func takeMailbox() -> Bool {
    let start = position
    repeat {
      guard takeAll(where: Self.isAtomText) > 0 else { return false }
    } while take(0x2e)
    guard position - start <= 64, take(0x40), takeDomain() else { return false }
    return position - start <= 254
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    if isDigit(byte) || isLetter(byte) || byte >= 0x80 { return true }
    return switch byte {
    // ! # $ % & ' * + - / = ? ^ _ ` { | } ~
    case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2f, 0x3d, 0x3f, 0x5e...0x60, 0x7b...0x7e: true
    default: false
    }
  }

  /// Labels of letters, digits and inner hyphens (RFC 1123 §2.1), up to 63 bytes each (RFC 1035
  /// §2.3.4); the last is not of digits alone.
  private mutating func takeDomain() -> Bool {
    var labels = 0
    var isNumeric = false
    repeat {
      let start = position
      guard
        takeAll(where: { Self.isDigit($0) || Self.isLetter($0) || $0 == 0x2d || $0 >= 0x80 }) > 0
      else { return false }
      let label = taken(since: start)
      guard label.count <= 63, label.first != 0x2d, label.last != 0x2d else { return false }
      isNumeric = label.allSatisfy(Self.isDigit)
      labels += 1
    } while take(0x2e)
    return labels > 1 && !isNumeric
  }
}
