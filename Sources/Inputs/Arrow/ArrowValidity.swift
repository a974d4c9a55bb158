/// Which values of a field are there: a bit a value, or all where there are no bits.
struct ArrowValidity {
  private let bits: ArrowBuffer?

  /// - Parameter count: values of the field.
  init(_ batch: ArrowBatch, _ buffer: Int, count: Int) throws(ArrowDamage) {
    let bytes = (count + 7) / 8
    let bits = try batch.buffer(buffer, atMost: bytes)
    self.bits = bits.count == 0 ? nil : try bits.holding(bytes, "the marks of missing values")
  }

  /// Rows whose value is missing have none.
  func applied(to rows: ArrowRows) -> ArrowRows {
    guard let missing = missing(of: rows) else { return rows }
    return ArrowRows((0..<rows.count).map { missing[$0] ? -1 : rows.place(of: $0) })
  }

  /// Which rows have no value; nil where all have one.
  func missing(of rows: ArrowRows) -> [Bool]? {
    guard let bits else {
      return rows.isWhole ? nil : (0..<rows.count).map { rows.place(of: $0) < 0 }
    }
    let range = rows.range
    precondition(range.lowerBound >= 0 && range.upperBound <= bits.count * 8, "bits of the buffer")
    return unsafe bits.withBytes { bytes in
      if rows.isWhole, unsafe areSet(bytes, range) { return nil }
      var missing = [Bool](repeating: true, count: rows.count)
      rows.forEach { row, place in
        missing[row] = unsafe bytes[place >> 3] >> UInt8(place & 7) & 1 == 0
      }
      return missing
    }
  }

  /// Whether all of some bits are set.
  private func areSet(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    let (first, last) = (range.lowerBound >> 3, (range.upperBound - 1) >> 3)
    // Bits of the first byte before the range, and of the last byte behind it, don't count.
    let before = UInt8(truncatingIfNeeded: 1 << (range.lowerBound & 7) - 1)
    let behind = UInt8(truncatingIfNeeded: 0xFE << ((range.upperBound - 1) & 7))
    var all: UInt8 = 0xFF
    for index in first...last {
      var byte = unsafe bytes[index]
      if index == first { byte |= before }
      if index == last { byte |= behind }
      all &= byte
    }
    return all == 0xFF
  }
}
