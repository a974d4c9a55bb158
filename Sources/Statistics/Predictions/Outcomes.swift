/// Whether an event came about, for each row of a column of conditions: boolean or number cells (not
/// 0 is true); nil where it is not known.
struct Outcomes {
  private let kinds: [CellKind]
  private let numbers: [Double]

  init(_ column: Column) {
    kinds = column.kinds
    numbers = column.numbers
  }

  subscript(row: Int) -> Bool? {
    guard kinds[row] == .boolean || kinds[row].isNumber, !numbers[row].isNaN else { return nil }
    return numbers[row] != 0
  }
}
