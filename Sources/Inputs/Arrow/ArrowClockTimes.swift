internal import Statistics

/// Times of day, which are text, as in files of text.
struct ArrowClockTimes: WordMeaning, Equatable {
  let bytes: Int
  let perSecond: Int64

  func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double]) {
    cells.values(.text) { _ in .nan }
  }

  func texts(of cells: StoredCells) -> TextCells? {
    let bits = UInt64(64 - 8 * bytes)
    return cells.texts { ClockText.time(ArrowIntegers.signed($0, bits), perSecond) }
  }
}
