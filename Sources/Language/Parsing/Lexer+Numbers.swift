extension Lexer {
  /// Reads a number, ratio, duration, size or date; stands on a digit.
  mutating func scanNumber() -> Token.Kind {
    if scanDate() { return .date }
    let start = offset
    scanDigits()
    if isByte(offset, "."), isDigit(offset + 1) {
      offset += 1
      scanDigits()
    } else if isByte(offset, "."), !isByte(offset + 1, "."), wordEnd(from: offset + 1) == offset + 1
    {
      offset += 1
      let digits = source.text(start..<offset - 1)
      problem(
        .digitsAroundPoint, "a number needs digits on both sides of its point", start, offset,
        fixIts: [fixIt("write `\(digits).0`", start, offset, digits + ".0")])
    }
    return scanNumberEnd(from: start)
  }

  /// Reads `.5`, which is a mistake for `0.5`.
  mutating func scanFraction() -> Token.Kind {
    let start = offset
    offset += 1
    scanDigits()
    problem(
      .digitsAroundPoint, "a number needs digits on both sides of its point", start, offset,
      fixIts: [fixIt("write `0\(source.text(start..<offset))`", start, start, "0")])
    return scanNumberEnd(from: start)
  }

  private mutating func scanNumberEnd(from start: Int) -> Token.Kind {
    if isByte(offset, "e") || isByte(offset, "E") {
      let sign = isByte(offset + 1, "+") || isByte(offset + 1, "-") ? 1 : 0
      if isDigit(offset + 1 + sign) {
        offset += 1 + sign
        scanDigits()
      }
    }
    let next = skipBlanks(offset)
    if isByte(next, "%") {
      if next > offset {
        let number = source.text(start..<offset)
        problem(
          .spaceBeforePercent, "`%` must touch its number", offset, next + 1,
          notes: ["there is no modulo operator"],
          fixIts: [fixIt("write `\(number)%`", offset, next, "")])
      }
      offset = next + 1
      return .ratio
    }
    let end = wordEnd(from: next)
    guard end > next, end - next <= 8, let unit = Unit(source.text(next..<end)) else {
      return .number
    }
    let after = skipBlanks(end)
    if isByte(after, "(") || isByte(after, ":") { return .number }
    offset = end
    return unit.isDuration ? .duration : .size
  }

  /// Digits, with `_` between them.
  private mutating func scanDigits() {
    while isDigit(offset) || (isByte(offset, "_") && isDigit(offset + 1)) { offset += 1 }
  }

  /// `2027-03-01`, `2027-03-01T10:00:00Z`; takes the whole run so that a mistake in it is one.
  private mutating func scanDate() -> Bool {
    let shape = "dddd-dd-dd"
    var place = offset
    for expected in shape.utf8 {
      let fits = expected == UInt8(ascii: "d") ? isDigit(place) : byte(place) == expected
      guard fits else { return false }
      place += 1
    }
    if isByte(place, "T") || isByte(place, "t") {
      place += 1
      while isDigit(place) || isByte(place, ":") || (isByte(place, ".") && isDigit(place + 1)) {
        place += 1
      }
      if (isByte(place, "+") || isByte(place, "-")), isDigit(place + 1) {
        place += 1
        while isDigit(place) || isByte(place, ":") { place += 1 }
      }
    }
    while isDigit(place) || wordEnd(from: place) > place {
      place = max(place + 1, wordEnd(from: place))
    }
    offset = place
    return true
  }
}
