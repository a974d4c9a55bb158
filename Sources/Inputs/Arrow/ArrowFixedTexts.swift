internal import Statistics

/// Texts of one length.
struct ArrowFixedTexts: ArrowValues {
  private let texts: ArrowBuffer
  private let width: Int
  private let validity: ArrowValidity

  init(_ texts: ArrowBuffer, width: Int, _ validity: ArrowValidity) {
    self.texts = texts
    self.width = width
    self.validity = validity
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) throws(ArrowDamage) {
    let rows = validity.applied(to: rows)
    let range = rows.range
    guard range.count * width <= Int(UInt32.max) else {
      throw ArrowDamage("texts of some rows take more than 4 GiB", at: texts.offset)
    }
    let base = texts.range.lowerBound
    var cells = TextCells(
      buffer: Array(
        texts.bytes[base + range.lowerBound * width..<base + range.upperBound * width]),
      starts: [UInt32](repeating: 0, count: rows.count),
      lengths: [Int32](repeating: -1, count: rows.count))
    rows.forEach { row, place in
      cells.starts[row] = UInt32((place - range.lowerBound) * width)
      cells.lengths[row] = Int32(width)
    }
    repaired += cells.repair()
    column.fill(text: cells, areStrings: true)
  }
}
