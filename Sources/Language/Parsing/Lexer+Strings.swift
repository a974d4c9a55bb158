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
    unclosedEnds.insert(offset)
    problem(
      .unterminatedString, "this string is not closed on its line", start, offset,
      notes: ["a string of several lines stands between `\"\"\"` and `\"\"\"`"],
      fixIts: [fixIt("close it with `\"`", offset, offset, "\"")])
  }

  /// Reads `'…'`, which is a mistake for `"…"`.
  mutating func scanSingleQuoted() {
    let start = offset
    offset += 1
    let isClosed = scanToQuote(UInt8(ascii: "'"))
    if !isClosed { unclosedEnds.insert(offset) }
    let content = source.text(start + 1..<(isClosed ? offset - 1 : offset))
    problem(
      .foreignSpelling, "a string stands between `\"` quotes", start, offset,
      fixIts: content.contains("\"") || !isClosed
        ? [] : [fixIt("write `\"\(content)\"`", start, offset, "\"\(content)\"")])
  }

  /// Passes the closing quote; false where the line ends first.
  private mutating func scanToQuote(_ quote: UInt8) -> Bool {
    while !endsLine(offset) {
      if bytes[offset] == quote {
        offset += 1
        return true
      }
      offset += isByte(offset, "\\") && !endsLine(offset + 1) ? 2 : 1
    }
    return false
  }

  /// Reads a name in back-ticks and gives it without them.
  mutating func scanQuotedName() -> String {
    let start = offset
    offset += 1
    while !endsLine(offset), !isByte(offset, "`") { offset += 1 }
    let name = source.text(start + 1..<offset)
    let isClosed = isByte(offset, "`")
    if isClosed {
      offset += 1
    } else {
      unclosedEnds.insert(offset)
      problem(
        .unterminatedName, "this name is not closed on its line", start, offset,
        fixIts: [fixIt("close it with a back-tick", offset, offset, "`")])
    }
    guard isClosed else { return name }
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
    var inClass = false
    offset += 1
    while !endsLine(offset) {
      switch bytes[offset] {
      case UInt8(ascii: "\\") where !endsLine(offset + 1):
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
    unclosedEnds.insert(offset)
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
