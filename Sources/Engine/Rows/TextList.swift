import Statistics

/// Texts of a list, found by length and then by halving.
struct TextList {
  /// By length; each sorted by bytes.
  private var byLength: [Int: [[UInt8]]] = [:]

  init(_ texts: [[UInt8]]) {
    for text in Set(texts) { byLength[text.count, default: []].append(text) }
    for length in byLength.keys {
      byLength[length]?.sort { $0.lexicographicallyPrecedes($1) }
    }
  }

  func contains(_ cells: TextCells, _ row: Int) -> Bool {
    guard let texts = byLength[Int(cells.lengths[row])] else { return false }
    var (low, high) = (0, texts.count)
    while low < high {
      let middle = (low + high) / 2
      let order = TextOrder.order(cells, row, texts[middle])
      if order == 0 { return true }
      if order < 0 { high = middle } else { low = middle + 1 }
    }
    return false
  }
}
