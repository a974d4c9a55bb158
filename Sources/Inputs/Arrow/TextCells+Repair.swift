internal import Statistics

extension TextCells {
  /// Replaces what is not UTF-8 by U+FFFD, in a buffer of its own; which cells had some.
  mutating func repair() -> [Int] {
    guard (0..<count).contains(where: { !isValid($0) }) else { return [] }
    var repaired: [Int] = []
    var mended = TextCells()
    for row in 0..<count {
      guard let cell = self[row] else {
        mended.appendMissing()
        continue
      }
      if isValid(row) {
        mended.append(cell)
      } else {
        mended.append(Array(String(decoding: cell, as: UTF8.self).utf8))
        repaired.append(row)
      }
    }
    self = mended
    return repaired
  }

  private func isValid(_ row: Int) -> Bool { self[row].map { TextCheck.isValid($0) } ?? true }
}
