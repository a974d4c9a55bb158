internal import Statistics

/// Indices into a dictionary.
struct ArrowIndices: ArrowValues {
  private let indices: ArrowBuffer
  private let field: ArrowField
  private let validity: ArrowValidity
  private let dictionary: ArrowDictionary.Snapshot?

  init(
    _ indices: ArrowBuffer, _ field: ArrowField, _ validity: ArrowValidity,
    _ dictionary: ArrowDictionary.Snapshot?
  ) {
    self.indices = indices
    self.field = field
    self.validity = validity
    self.dictionary = dictionary
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) throws(ArrowDamage) {
    let rows = validity.applied(to: rows)
    let values = try dictionary?.values(of: field) ?? ArrowDictionary.Values()
    let count = min(dictionary?.count ?? 0, values.kinds.count)
    var kinds = [CellKind](repeating: .missing, count: rows.count)
    var numbers = [Double](repeating: .nan, count: rows.count)
    var starts = [UInt32](repeating: 0, count: rows.count)
    var lengths = [Int32](repeating: -1, count: rows.count)
    let hasRepaired = !values.repaired.isEmpty
    var mended: [Int] = []
    var damaged: (place: Int, index: Int)?
    rows.forEach { row, place in
      let index = index(place)
      guard index >= 0, index < count else {
        damaged = damaged ?? (place, index)
        return
      }
      kinds[row] = values.kinds[index]
      numbers[row] = values.numbers[index]
      starts[row] = values.cells.starts[index]
      lengths[row] = values.cells.lengths[index]
      if hasRepaired, values.repaired.contains(index) { mended.append(row) }
    }
    if let damaged {
      throw ArrowDamage(
        "index \(damaged.index) of row \(damaged.place) leads beyond the \(count) values of the"
          + " dictionary", at: indices.offset)
    }
    repaired += mended
    column.fill(
      kinds: kinds, numbers: numbers,
      text: TextCells(buffer: values.cells.buffer, starts: starts, lengths: lengths))
  }

  @inline(__always)
  private func index(_ place: Int) -> Int {
    switch (field.dictionary?.bytes ?? 4, field.dictionary?.isSigned ?? true) {
    case (1, true): Int(indices.value(place, as: Int8.self))
    case (1, false): Int(indices.value(place, as: UInt8.self))
    case (2, true): Int(indices.value(place, as: Int16.self))
    case (2, false): Int(indices.value(place, as: UInt16.self))
    case (4, true): Int(indices.value(place, as: Int32.self))
    case (4, false): Int(indices.value(place, as: UInt32.self))
    default: Int(truncatingIfNeeded: indices.value(place, as: Int64.self))
    }
  }
}
