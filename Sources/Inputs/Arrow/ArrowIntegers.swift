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
