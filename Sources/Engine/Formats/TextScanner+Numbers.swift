import Statistics

extension TextScanner {
  /// `YYYY-MM-DD`, a day that exists: the extended calendar date of ISO 8601-1:2019 §5.2.2.1 and
  /// `full-date` of RFC 3339.
  mutating func takeDate() -> Bool {
    let start = position
    guard take(4, where: Self.isDigit), take(0x2d), take(2, where: Self.isDigit), take(0x2d),
      take(2, where: Self.isDigit)
    else { return false }
    return CellParser.parse(taken(since: start)).0 == .timestamp
  }

  /// Two digits or more, single spaces or hyphens between them, of which the last checks the others:
  /// ISO/IEC 7812-1:2017, annex B (Luhn).
  mutating func takeLuhn() -> Bool {
    let start = position
    repeat {
      guard takeAll(where: Self.isDigit) > 0 else { return false }
    } while take(0x20) || take(0x2d)
    var sum = 0
    var count = 0
    for byte in taken(since: start).reversed() where Self.isDigit(byte) {
      let digit = Int(byte - 0x30)
      let weighted = count % 2 == 0 ? digit : 2 * digit
      sum += weighted > 9 ? weighted - 9 : weighted
      count += 1
    }
    return count > 1 && sum % 10 == 0
  }
}
