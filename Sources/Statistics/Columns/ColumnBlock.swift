/// Some thousand rows of a few columns: what readers fill and statistics take.
package struct ColumnBlock {
  package var rows: Int
  package var columns: [Column]

  package init(rows: Int = 0, columns: [Column] = []) {
    self.rows = rows
    self.columns = columns
  }

  /// The block reduced to some of its columns, in the order given. Nothing is copied.
  package func columns(_ positions: [Int]) -> ColumnBlock {
    ColumnBlock(rows: rows, columns: positions.map { columns[$0] })
  }

  /// The block reduced to some of its rows.
  package func selecting(_ indices: [Int32]) -> ColumnBlock {
    ColumnBlock(rows: indices.count, columns: columns.map { $0.selecting(indices) })
  }
}
