internal import Statistics

/// Whole numbers of 1 to 8 bytes.
struct ArrowIntegers: WordMeaning, Equatable {
  let bytes: Int
  let isSigned: Bool

  func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double]) {
    let bits = UInt64(64 - 8 * bytes)
    guard isSigned else { return cells.values(.integral) { Double($0) } }
    return cells.values(.integral) { Double(ArrowIntegers.signed($0, bits)) }
  }

  /// What no double holds exactly is told apart by its text.
  func texts(of cells: StoredCells) -> TextCells? {
    let bits = UInt64(64 - 8 * bytes)
    return unsafe cells.texts(longest: Digits.longest) { [isSigned] word, target in
      let number = ArrowIntegers.signed(word, bits)
      return unsafe isSigned
        ? Digits.write(number.magnitude, isNegative: number < 0, to: target)
        : Digits.write(word, isNegative: false, to: target)
    }
  }

  /// A number whose words have so many bits more than it has.
  @inline(__always)
  static func signed(_ word: UInt64, _ bits: UInt64) -> Int64 {
    Int64(bitPattern: word &<< bits) &>> Int64(bitPattern: bits)
  }
}
