import Language

/// Reads the values of a set from a file.
///
/// Text holds a value a line, white space around it left out. A file that is called `.csv` has one column
/// and a header, with quotes as RFC 4180 has them. Empty lines are passed over. The values are numbers
/// where each is written as one (`007` and `+1` are not), otherwise texts.
///
/// - Complexity: O(bytes)
struct SetFile {
  private let file: SourceFile
  private var place = 0

  /// Nothing that can be a number without loss has more digits.
  private static let mostDigits = 15

  static func read(_ file: SourceFile) -> Result<ValueSet, Problem> {
    if let invalid = UTF8Check.firstInvalid(in: file.bytes) {
      let span = SourceSpan(file, invalid.offset, invalid.offset + 1)
      return .failure(Problem(message: "this is not UTF-8 text", span: span))
    }
    var reader = SetFile(file: file)
    do throws(Problem) {
      let texts = try file.path.hasSuffix(".csv") ? reader.cells() : reader.lines()
      guard !texts.isEmpty else {
        throw Problem(
          message: "there is no value in this file", span: SourceSpan(file, 0, file.bytes.count))
      }
      return .success(.values(values(texts)))
    } catch {
      return .failure(error)
    }
  }

  private init(file: SourceFile) { self.file = file }

  /// What is wrong, and where in the file.
  struct Problem: Error {
    let message: String
    let span: SourceSpan
  }

  private func lines() -> [String] {
    file.bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let isSpace = { (byte: UInt8) in byte == 0x20 || (9...13).contains(byte) }
      var text = line.drop(while: isSpace)
      while let last = text.last, isSpace(last) { text.removeLast() }
      return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
  }

  // MARK: CSV

  private mutating func cells() throws(Problem) -> [String] {
    var result: [String] = []
    var isHeader = true
    while place < file.bytes.count {
      let cell = try cell()
      guard !cell.isEmpty else { continue }
      if !isHeader { result.append(cell) }
      isHeader = false
    }
    return result
  }

  /// The only cell of a record; stands behind its line break afterwards.
  private mutating func cell() throws(Problem) -> String {
    let bytes = file.bytes
    let start = place
    var cell: [UInt8] = []
    if bytes[place] == UInt8(ascii: "\"") {
      place += 1
      while true {
        guard place < bytes.count else {
          throw Problem(
            message: "this quote is not closed", span: SourceSpan(file, start, start + 1))
        }
        let byte = bytes[place]
        place += 1
        guard byte == UInt8(ascii: "\"") else {
          cell.append(byte)
          continue
        }
        guard place < bytes.count, bytes[place] == byte else { break }
        cell.append(byte)
        place += 1
      }
    }
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") {
      if bytes[place] == UInt8(ascii: ",") {
        throw Problem(
          message: "a set is read from one column, and here is a second",
          span: SourceSpan(file, place, place + 1))
      }
      cell.append(bytes[place])
      place += 1
    }
    place += 1
    if cell.last == UInt8(ascii: "\r") { cell.removeLast() }
    return String(decoding: cell, as: UTF8.self)
  }

  // MARK: Values

  private static func values(_ texts: [String]) -> [Value] {
    let numbers = texts.map(number)
    guard numbers.allSatisfy({ $0 != nil }) else {
      return unique(texts).map { .text($0) }
    }
    return unique(numbers.compactMap(\.self)).map { .number($0) }
  }

  private static func number(_ text: String) -> Double? {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    let isPlain = digits.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    guard isPlain, text.utf8.count - digits.count <= 1, digits.count <= mostDigits,
      let first = digits.first, let last = digits.last, first != UInt8(ascii: "."),
      last != UInt8(ascii: ".")
    else { return nil }
    let second = digits.dropFirst().first
    guard first != UInt8(ascii: "0") || second == nil || second == UInt8(ascii: ".") else {
      return nil
    }
    return Double(text)
  }

  private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}
