/// Which values of a field are there: a bit a value, or all where there are no bits.
struct ArrowValidity {
  private let bits: ArrowBuffer?

  /// - Parameter count: values of the field.
  init(_ batch: ArrowBatch, _ buffer: Int, count: Int) throws(ArrowDamage) {
    let bytes = (count + 7) / 8
    let bits = try batch.buffer(buffer, atMost: bytes)
    self.bits = bits.count == 0 ? nil : try bits.holding(bytes, "the marks of missing values")
  }

  var isFull: Bool { bits == nil }

  @inline(__always)
  func isValid(_ index: Int) -> Bool {
    guard let bits else { return true }
    return bits.value(index >> 3, as: UInt8.self) >> UInt8(index & 7) & 1 == 1
  }

  /// Rows whose value is missing have none.
  func applied(to rows: ArrowRows) -> ArrowRows {
    isFull ? rows : rows.mapped { isValid($0) ? $0 : -1 }
  }
}
