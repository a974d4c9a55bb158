internal import Statistics

/// Numbers with so many digits behind the point, stored as whole numbers of up to 256 bits.
struct ArrowDecimals: ArrowValues {
  let values: ArrowBuffer
  let bytes: Int
  let scale: Int
  let validity: ArrowValidity

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    let rows = validity.applied(to: rows)
    let missing = validity.missing(of: rows)
    if let words = words(rows) {
      column.fill(
        stored: StoredCells(
          words: words, missing: missing, meaning: SmallDecimals(scale: scale)))
      return
    }
    var kinds = [CellKind](repeating: .missing, count: rows.count)
    var numbers = [Double](repeating: .nan, count: rows.count)
    var texts = TextCells()
    for row in 0..<rows.count {
      let place = rows.place(of: row)
      guard place >= 0 else {
        texts.appendMissing()
        continue
      }
      let text = DecimalText.text(limbs(place), scale: scale)
      kinds[row] = scale > 0 ? .fractional : .integral
      numbers[row] = Double(text) ?? .nan
      texts.append(text.utf8)
    }
    column.fill(kinds: kinds, numbers: numbers, text: texts)
  }

  /// The numbers of some rows, where all of them are within 64 bits.
  private func words(_ rows: ArrowRows) -> [UInt64]? {
    if bytes == 4 {
      return values.words(rows, bytes: 4).map { UInt64(bitPattern: ArrowIntegers.signed($0, 32)) }
    }
    if bytes == 8 { return values.words(rows, bytes: 8) }
    var words = [UInt64](repeating: 0, count: rows.count)
    var isSmall = true
    let each = bytes / 8
    rows.forEach { row, place in
      let low = values.value(place * each, as: Int64.self)
      for word in 1..<each where values.value(place * each + word, as: Int64.self) != low >> 63 {
        isSmall = false
      }
      words[row] = UInt64(bitPattern: low)
    }
    return isSmall ? words : nil
  }

  /// The number in a place, the lowest limb first.
  private func limbs(_ place: Int) -> [UInt32] {
    (0..<bytes / 4).map { values.value(place * (bytes / 4) + $0, as: UInt32.self) }
  }
}

/// Such numbers within 64 bits.
struct SmallDecimals: WordMeaning, Equatable {
  let scale: Int

  func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double]) {
    cells.values(scale > 0 ? .fractional : .integral) { word in
      let number = Int64(bitPattern: word)
      if number.magnitude < 1 << 53, SmallDecimals.powers.indices.contains(scale) {
        // Both are exact, so that the quotient is the nearest double.
        return Double(number) / SmallDecimals.powers[scale]
      }
      return Double(text(word)) ?? .nan
    }
  }

  func texts(of cells: StoredCells) -> TextCells? { cells.texts(text) }

  private func text(_ word: UInt64) -> String {
    DecimalText.text([UInt32(truncatingIfNeeded: word), UInt32(word >> 32)], scale: scale)
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
