/// Takes bytes off the front of a text; never reads beyond its end.
struct TextScanner {
  private let text: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    position = text.startIndex
  }

  var isAtEnd: Bool { position == text.endIndex }
  var next: UInt8? { isAtEnd ? nil : text[position] }

  /// Goes back to an earlier position.
  mutating func rewind(to earlier: Int) { position = earlier }

  /// The bytes from an earlier position to this one.
  func taken(since earlier: Int) -> ArraySlice<UInt8> { text[earlier..<position] }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Takes a whole word or nothing.
  mutating func take(_ word: String) -> Bool {
    let start = position
    for byte in word.utf8 where !take(byte) {
      position = start
      return false
    }
    return true
  }

  /// Takes a byte of a kind.
  mutating func take(where holds: (UInt8) -> Bool) -> Bool {
    guard let next, holds(next) else { return false }
    position += 1
    return true
  }

  /// Takes as many bytes of a kind as follow; their number.
  mutating func takeAll(where holds: (UInt8) -> Bool) -> Int {
    let start = position
    while let next, holds(next) { position += 1 }
    return position - start
  }

  /// Takes so many bytes of a kind.
  mutating func take(_ count: Int, where holds: (UInt8) -> Bool) -> Bool {
    for _ in 0..<count where !take(where: holds) { return false }
    return true
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
}
