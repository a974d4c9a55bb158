internal import Statistics

/// Texts of which the short ones are in their place, and the long ones in further buffers.
struct ArrowTextViews: ArrowValues {
  private let views: ArrowBuffer
  private let parts: [ArrowBuffer]
  private let validity: ArrowValidity

  init(_ views: ArrowBuffer, _ parts: [ArrowBuffer], _ validity: ArrowValidity) {
    self.views = views
    self.parts = parts
    self.validity = validity
  }

  /// Bytes of a text that has no further buffer.
  private static let short = 12

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) throws(ArrowDamage) {
    let rows = validity.applied(to: rows)
    var cells = TextCells(
      starts: [UInt32](repeating: 0, count: rows.count),
      lengths: [Int32](repeating: -1, count: rows.count))
    var damaged: Int?
    rows.forEach { row, place in
      let length = views.value(4 * place, as: Int32.self)
      guard let text = text(place, Int(length)), cells.buffer.count + text.count < 1 << 32 else {
        damaged = damaged ?? place
        return
      }
      cells.starts[row] = UInt32(cells.buffer.count)
      cells.lengths[row] = length
      cells.buffer += text
    }
    if let damaged {
      throw ArrowDamage("text \(damaged) of a column leads beyond its buffers", at: views.offset)
    }
    repaired += cells.repair()
    column.fill(text: cells, areStrings: true)
  }

  private func text(_ place: Int, _ length: Int) -> ArraySlice<UInt8>? {
    guard length >= 0 else { return nil }
    if length <= ArrowTextViews.short {
      let start = views.range.lowerBound + 16 * place + 4
      return views.bytes[start..<start + length]
    }
    let part = Int(views.value(4 * place + 2, as: Int32.self))
    let start = Int(views.value(4 * place + 3, as: Int32.self))
    guard parts.indices.contains(part), start >= 0, start <= parts[part].count - length else {
      return nil
    }
    let first = parts[part].range.lowerBound + start
    return parts[part].bytes[first..<first + length]
  }
}
