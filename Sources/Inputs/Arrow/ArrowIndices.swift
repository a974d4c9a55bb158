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
    let values = try dictionary?.values(of: field) ?? ArrowDictionary.Values()
    let count = min(dictionary?.count ?? 0, values.kinds.count)
    let bytes = field.dictionary?.bytes ?? 4
    let words = indices.words(rows, bytes: bytes)
    var missing = validity.missing(of: rows)
    // An index below 0 is one beyond all others, too.
    if words.contains(where: { $0 >= UInt64(count) }) || values.hasMissing {
      let isSigned = field.dictionary?.isSigned ?? true
      for row in words.indices where !(missing?[row] ?? false) {
        guard words[row] < UInt64(count) else {
          let bits = UInt64(64 - 8 * bytes)
          let index =
            isSigned ? "\(ArrowIntegers.signed(words[row], bits))" : "\(words[row])"
          throw ArrowDamage(
            "index \(index) of row \(rows.place(of: row)) leads beyond the \(count) values of the"
              + " dictionary", at: indices.offset)
        }
        guard values.kinds[Int(words[row])] == .missing else { continue }
        if missing == nil { missing = [Bool](repeating: false, count: words.count) }
        missing?[row] = true
      }
    }
    if !values.repaired.isEmpty {
      for row in words.indices where !(missing?[row] ?? false) {
        if values.repaired.contains(Int(words[row])) { repaired.append(row) }
      }
    }
    column.fill(stored: StoredCells(words: words, missing: missing, meaning: values))
  }
}
