/// Resolves the escapes and the indentation of a string literal.
struct StringText {
  struct Problem {
    let message: String
    /// Offsets in the file.
    let range: Range<Int>
    let isIndentation: Bool
  }

  private(set) var text = ""
  private(set) var problems: [Problem] = []
  private let bytes: [UInt8]

  /// Reads the literal at a range of the file, its quotes included; the closing ones may be missing.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    let triple = Array("\"\"\"".utf8)
    let literal = bytes[range]
    if literal.starts(with: triple) {
      let start = range.lowerBound + 3
      let isClosed = range.count >= 6 && literal.suffix(3).elementsEqual(triple)
      readLines(start..<max(start, isClosed ? range.upperBound - 3 : range.upperBound))
    } else {
      read(range.lowerBound + 1..<max(range.lowerBound + 1, range.upperBound), until: literal.first)
    }
  }

  private mutating func readLines(_ content: Range<Int>) {
    var lines: [Range<Int>] = []
    var start = content.lowerBound
    for place in content where bytes[place] == UInt8(ascii: "\n") {
      var end = place
      while end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      lines.append(start..<end)
      start = place + 1
    }
    guard !lines.isEmpty else { return read(content, until: nil) }
    let last = start..<content.upperBound
    var indentation: ArraySlice<UInt8> = bytes[last]
    if !isBlank(last) {
      problems.append(
        Problem(
          message: "the closing `\"\"\"` stands on a line of its own", range: last,
          isIndentation: true))
      indentation = []
      lines.append(last)
    }
    if !isBlank(lines[0]) {
      problems.append(
        Problem(
          message: "the text begins on the line after `\"\"\"`", range: lines[0],
          isIndentation: true))
    }
    for (number, line) in lines.dropFirst().enumerated() {
      if number > 0 { text += "\n" }
      if bytes[line].starts(with: indentation) {
        read(line.lowerBound + indentation.count..<line.upperBound, until: nil)
      } else if !isBlank(line) {
        problems.append(
          Problem(
            message: "this line is indented less than the closing `\"\"\"`", range: line,
            isIndentation: true))
        read(line, until: nil)
      }
    }
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  private mutating func read(_ range: Range<Int>, until quote: UInt8?) {
    var plain: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = bytes[place]
      if byte == quote { break }
      guard byte == UInt8(ascii: "\\"), place + 1 < range.upperBound else {
        plain.append(byte)
        place += 1
        continue
      }
      switch bytes[place + 1] {
      case UInt8(ascii: "n"): plain.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): plain.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): plain.append(bytes[place + 1])
      case UInt8(ascii: "'") where quote == UInt8(ascii: "'"): plain.append(bytes[place + 1])
      case UInt8(ascii: "u"):
        place = readScalar(at: place, in: range, into: &plain)
        continue
      default:
        let length = UTF8Check.scalar(in: bytes, at: place + 1)?.length ?? 1
        let end = min(range.upperBound, place + 1 + length)
        let spelling = String(decoding: bytes[place..<end], as: UTF8.self)
        problems.append(
          Problem(
            message: "there is no escape `\(spelling)`", range: place..<end, isIndentation: false))
        plain += bytes[place..<end]
        place = end
        continue
      }
      place += 2
    }
    text += String(decoding: plain, as: UTF8.self)
  }

  /// Reads `\u{…}` and gives the offset after it.
  private mutating func readScalar(
    at start: Int, in range: Range<Int>, into plain: inout [UInt8]
  ) -> Int {
    var place = start + 2
    var digits = ""
    if place < range.upperBound, bytes[place] == UInt8(ascii: "{") {
      place += 1
      while place < range.upperBound, digits.utf8.count < 8,
        Character(Unicode.Scalar(bytes[place])).isHexDigit
      {
        digits.unicodeScalars.append(Unicode.Scalar(bytes[place]))
        place += 1
      }
      if place < range.upperBound, bytes[place] == UInt8(ascii: "}"),
        let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
      {
        plain += Array(String(Character(scalar)).utf8)
        return place + 1
      }
    }
    problems.append(
      Problem(
        message: "`\\u{…}` takes the hexadecimal number of a Unicode scalar, such as `\\u{e9}`",
        range: start..<place, isIndentation: false))
    plain += bytes[start..<place]
    return place
  }
}
