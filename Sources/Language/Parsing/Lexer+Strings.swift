extension Lexer {
  /// Reads `"…"` or `"""…"""`; stands on the first quote.
  mutating func scanString() {
    let start = offset
    if hasText("\"\"\"", at: offset) {
      offset += 3
      while offset < bytes.count {
        if hasText("\"\"\"", at: offset) {
          offset += 3
          return
        }
        offset += isByte(offset, "\\") ? 2 : 1
      }
      offset = bytes.count
      endedInside = true
      problem(
        .unterminatedString, "this string is never closed", start, start + 3,
        label: "`\"\"\"` missing before the end of the file")
      return
    }
    offset += 1
    if scanToQuote(UInt8(ascii: "\"")) { return }
    problem(
      .unterminatedString, "this string is not closed on its line", start, offset,
      notes: ["a string of several lines stands between `\"\"\"` and `\"\"\"`"],
      fixIts: [fixIt("close it with `\"`", offset, offset, "\"")])
  }

  /// Reads `'…'`, which is a mistake for `"…"`.
  mutating func scanSingleQuoted() {
    let start = offset
    offset += 1
    let closed = scanToQuote(UInt8(ascii: "'"))
    let content = source.text(start + 1..<(closed ? offset - 1 : offset))
    problem(
      .foreignSpelling, "a string stands between `\"` quotes", start, offset,
      fixIts: content.contains("\"") || !closed
        ? [] : [fixIt("write `\"\(content)\"`", start, offset, "\"\(content)\"")])
  }

  /// Passes the closing quote; false where the line ends first.
  private mutating func scanToQuote(_ quote: UInt8) -> Bool {
    let end = lineEnd(from: offset)
    while offset < end {
      if bytes[offset] == quote {
        offset += 1
        return true
      }
      offset += isByte(offset, "\\") && offset + 1 < end ? 2 : 1
    }
    return false
  }

  /// Reads a name in back-ticks and gives it without them.
  mutating func scanQuotedName() -> String {
    let start = offset
    let end = lineEnd(from: offset)
    offset += 1
    while offset < end, !isByte(offset, "`") { offset += 1 }
    let name = source.text(start + 1..<offset)
    if offset < end {
      offset += 1
    } else {
      problem(
        .unterminatedName, "this name is not closed on its line", start, offset,
        fixIts: [fixIt("close it with a back-tick", offset, offset, "`")])
    }
    if name.isEmpty {
      problem(.unterminatedName, "a name in back-ticks can't be empty", start, offset)
    } else if let control = name.unicodeScalars.first(where: UTF8Check.isBidirectionalControl) {
      problem(
        .bidirectionalControl, "U+\(hexadecimal(control)) changes the direction of text", start,
        offset, label: "in this name",
        notes: ["a name that reads as another one hides what a rule does"])
    }
    return name
  }

  /// Reads `/…/flags`; stands on the `/`.
  mutating func scanRegex() {
    let start = offset
    let end = lineEnd(from: offset)
    var inClass = false
    offset += 1
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: "\\") where offset + 1 < end:
        offset += 2
        continue
      case UInt8(ascii: "["): inClass = true
      case UInt8(ascii: "]"): inClass = false
      case UInt8(ascii: "/") where !inClass:
        offset = wordEnd(from: offset + 1)
        return
      default: break
      }
      offset += 1
    }
    problem(
      .unterminatedRegex, "this regular expression is not closed on its line", start, offset,
      label: inClass ? "a `[` in it is not closed" : "",
      notes: ["a `/` here opens a regular expression, since a value must follow"])
  }

  func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
