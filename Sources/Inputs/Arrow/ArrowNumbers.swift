internal import Statistics

/// Whole numbers of 1 to 8 bytes.
struct ArrowIntegers: ArrowValues {
  private let values: ArrowBuffer
  private let bytes: Int
  private let isSigned: Bool
  private let validity: ArrowValidity

  init(_ values: ArrowBuffer, bytes: Int, isSigned: Bool, _ validity: ArrowValidity) {
    self.values = values
    self.bytes = bytes
    self.isSigned = isSigned
    self.validity = validity
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    let rows = validity.applied(to: rows)
    // Each conversion by itself: a generic one is slow where nothing says of which type it is.
    switch (bytes, isSigned) {
    case (1, true): fill(column, rows, Int8.self) { Double($0) }
    case (1, false): fill(column, rows, UInt8.self) { Double($0) }
    case (2, true): fill(column, rows, Int16.self) { Double($0) }
    case (2, false): fill(column, rows, UInt16.self) { Double($0) }
    case (4, true): fill(column, rows, Int32.self) { Double($0) }
    case (4, false): fill(column, rows, UInt32.self) { Double($0) }
    case (_, true): fill(column, rows, Int64.self) { Double($0) }
    case (_, false): fill(column, rows, UInt64.self) { Double($0) }
    }
  }

  @inline(__always)
  private func fill<Value: FixedWidthInteger & BitwiseCopyable>(
    _ column: Column, _ rows: ArrowRows, _ type: Value.Type, double: (Value) -> Double
  ) {
    let cells = ArrowCells(rows, .integral) { double(values.value($0, as: type)) }
    // What no double holds exactly is told apart by its text.
    guard bytes == 8, cells.numbers.contains(where: { $0.magnitude >= 0x1p53 }) else {
      column.fill(kinds: cells.kinds, numbers: cells.numbers)
      return
    }
    column.fill(kinds: cells.kinds, numbers: cells.numbers) { [values] in
      TextCells(rows) { values.value($0, as: type).description }
    }
  }
}

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

/// Lengths of time, as seconds.
struct ArrowDurations: ArrowValues {
  private let values: ArrowBuffer
  private let perSecond: Int64
  private let validity: ArrowValidity

  init(_ values: ArrowBuffer, perSecond: Int64, _ validity: ArrowValidity) {
    self.values = values
    self.perSecond = perSecond
    self.validity = validity
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    let kind = perSecond == 1 ? CellKind.integral : .fractional
    let cells = ArrowCells(validity.applied(to: rows), kind) { [values, perSecond] place in
      Double(values.value(place, as: Int64.self)) / Double(perSecond)
    }
    column.fill(kinds: cells.kinds, numbers: cells.numbers)
  }
}
