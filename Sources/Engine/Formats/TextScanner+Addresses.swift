extension TextScanner {
  /// `IPv4address` of RFC 3986 §3.2.2: four numbers up to 255 without leading zeros.
  mutating func takeIPv4() -> Bool {
    for part in 0..<4 {
      if part > 0, !take(0x2e) { return false }
      let start = position
      guard (1...3).contains(takeAll(where: Self.isDigit)) else { return false }
      let digits = taken(since: start)
      guard digits.count == 1 || digits.first != 0x30,
        digits.reduce(0, { $0 * 10 + Int($1 - 0x30) }) < 256
      else { return false }
    }
    return true
  }

  /// The text forms of RFC 4291 §2.2: eight groups of up to four hexadecimal digits, one run of zero
  /// groups as `::`, the last two as an IPv4 address. No zone.
  mutating func takeIPv6() -> Bool {
    var groups = 0
    var isShortened = take("::")
    // After `::`, or at the start, a group or the end follows.
    var wantsGroup = !isShortened
    while groups < 8 {
      let start = position
      let digits = takeAll(where: Self.isHexadecimal)
      if digits == 0 {
        if wantsGroup { return false }
        break
      }
      if next == 0x2e {
        rewind(to: start)
        guard takeIPv4() else { return false }
        groups += 2
        wantsGroup = false
        break
      }
      guard digits <= 4 else { return false }
      groups += 1
      wantsGroup = false
      if take("::") {
        guard !isShortened else { return false }
        isShortened = true
      } else if groups < 8, take(0x3a) {
        wantsGroup = true
      } else {
        break
      }
    }
    return !wantsGroup && (isShortened ? groups < 8 : groups == 8)
  }

  /// The text form of RFC 9562 §4 (RFC 4122 §3), of any version and variant.
  mutating func takeUUID() -> Bool {
    for (index, digits) in [8, 4, 4, 4, 12].enumerated() {
      if index > 0, !take(0x2d) { return false }
      guard take(digits, where: Self.isHexadecimal) else { return false }
    }
    return true
  }
}
