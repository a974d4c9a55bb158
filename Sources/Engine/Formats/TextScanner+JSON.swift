extension TextScanner {
  /// A text of RFC 8259, of any value and depth.
  mutating func takeJSON() -> Bool {
    // Whether each open bracket is an object's: a stack of its own, since depth is not bounded.
    var open: [Bool] = []
    takeBlanks()
    while true {
      if take(0x7b) {
        takeBlanks()
        if !take(0x7d) {
          open.append(true)
          guard takeName() else { return false }
          continue
        }
      } else if take(0x5b) {
        takeBlanks()
        if !take(0x5d) {
          open.append(false)
          continue
        }
      } else if !takeScalar() {
        return false
      }
      // A value is complete.
      while true {
        takeBlanks()
        guard let isObject = open.last else { return true }
        if take(0x2c) {
          takeBlanks()
          if isObject, !takeName() { return false }
          break
        }
        guard take(isObject ? 0x7d : 0x5d) else { return false }
        open.removeLast()
      }
    }
  }

  mutating func takeBlanks() { _ = takeAll(where: Self.isBlank) }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  /// The name of a member and the colon after it.
  mutating func takeName() -> Bool {
    guard takeString() else { return false }
    takeBlanks()
    guard take(0x3a) else { return false }
    takeBlanks()
    return true
  }

  private mutating func takeScalar() -> Bool {
    switch next {
    case 0x22: takeString()
    case 0x74: take("true")
    case 0x66: take("false")
    case 0x6e: take("null")
    default: takeNumber()
    }
  }

  private mutating func takeString() -> Bool {
    guard take(0x22) else { return false }
    while true {
      _ = takeAll { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5c }
      if take(0x22) { return true }
      guard take(0x5c) else { return false }
      if take(0x75) {
        guard take(4, where: Self.isHexadecimal) else { return false }
      } else if !take(where: { "\"\\/bfnrt".utf8.contains($0) }) {
        return false
      }
    }
  }

  private mutating func takeNumber() -> Bool {
    _ = take(0x2d)
    if !take(0x30), takeAll(where: Self.isDigit) == 0 { return false }
    if take(0x2e), takeAll(where: Self.isDigit) == 0 { return false }
    if take(where: { $0 | 0x20 == 0x65 }) {
      _ = take(where: { $0 == 0x2b || $0 == 0x2d })
      if takeAll(where: Self.isDigit) == 0 { return false }
    }
    return true
  }
}
