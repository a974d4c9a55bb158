internal import Statistics

/// Numbers with a point, of 2, 4 or 8 bytes; NaN and infinities are numbers too.
struct ArrowFloats: ArrowValues {
  private let values: ArrowBuffer
  private let bytes: Int
  private let validity: ArrowValidity

  init(_ values: ArrowBuffer, bytes: Int, _ validity: ArrowValidity) {
    self.values = values
    self.bytes = bytes
    self.validity = validity
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    let rows = validity.applied(to: rows)
    let cells =
      switch bytes {
      case 2:
        ArrowCells(rows, .fractional) { [values] place in
          let float = Float16(bitPattern: values.value(place, as: UInt16.self))
          return float.isFinite ? Double(float.description) ?? .nan : Double(float)
        }
      case 4:
        ArrowCells(rows, .fractional) { [values] place in
          ShortestDouble.of(Float(bitPattern: values.value(place, as: UInt32.self)))
        }
      default:
        ArrowCells(rows, .fractional) { [values] place in
          Double(bitPattern: values.value(place, as: UInt64.self))
        }
      }
    column.fill(kinds: cells.kinds, numbers: cells.numbers)
  }
}
