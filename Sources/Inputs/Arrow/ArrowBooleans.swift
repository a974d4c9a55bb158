internal import Statistics

/// Bits.
struct ArrowBooleans: ArrowValues {
  private let bits: ArrowBuffer
  private let validity: ArrowValidity

  init(_ bits: ArrowBuffer, _ validity: ArrowValidity) {
    self.bits = bits
    self.validity = validity
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    let cells = ArrowCells(validity.applied(to: rows), .boolean) { [bits] place in
      Double(bits.value(place >> 3, as: UInt8.self) >> UInt8(place & 7) & 1)
    }
    column.fill(kinds: cells.kinds, numbers: cells.numbers)
  }
}
