internal import Statistics

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
