internal import Statistics

/// A column without values.
struct ArrowNulls: ArrowValues {
  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    column.fill(
      kinds: [CellKind](repeating: .missing, count: rows.count),
      numbers: [Double](repeating: .nan, count: rows.count))
  }
}
