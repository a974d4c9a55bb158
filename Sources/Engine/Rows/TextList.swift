import Statistics

/// Texts of a list, found by halving.
struct TextList {
  /// Each once, shorter ones first, those of one length by bytes.
  private let texts: [[UInt8]]
  /// Lengths that occur, a bit each, the last one for all that are longer: most cells that are not in
  /// the list show by it.
  private let lengths: UInt64

  init(_ texts: [[UInt8]]) {
    self.texts = Set(texts).sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
    }
    lengths = texts.reduce(0) { $0 | Self.bit($1.count) }
  }

  private static func bit(_ length: Int) -> UInt64 { 1 &<< UInt64(min(length, 63)) }

  func contains(_ cells: TextCells, _ row: Int) -> Bool {
    let length = Int(cells.lengths[row])
    guard lengths & Self.bit(length) != 0 else { return false }
    var (low, high) = (0, texts.count)
    while low < high {
      let middle = (low + high) / 2
      let text = texts[middle]
      let order =
        text.count == length ? TextOrder.order(cells, row, text) : length - text.count
      if order == 0 { return true }
      if order < 0 { high = middle } else { low = middle + 1 }
    }
    return false
  }
}
