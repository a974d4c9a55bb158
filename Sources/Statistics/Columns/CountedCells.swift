/// The different cells of a column, each once, and how many rows hold it.
///
/// Most columns have few different cells: what a statistic makes of each is then worked out once for
/// all of its rows.
package struct CountedCells {
  /// Each different cell, in the order in which they first came.
  package let column: Column
  /// Rows with each of them, 1 or more.
  package let counts: [Int]

  package init(_ column: Column, counts: [Int]) {
    precondition(column.rows == counts.count, "a count for each cell")
    self.column = column
    self.counts = counts
  }

  /// Each cell as often as it was counted.
  package var rows: ColumnBlock {
    var indices: [Int32] = []
    for (index, count) in counts.enumerated() {
      indices.append(contentsOf: repeatElement(Int32(index), count: count))
    }
    return ColumnBlock(rows: indices.count, columns: [column.selecting(indices)])
  }

  /// The numbers of the finite number cells with their counts.
  var finiteNumbers: [(value: Double, count: Int)] {
    let (kinds, numbers) = (column.kinds, column.numbers)
    var result: [(value: Double, count: Int)] = []
    result.reserveCapacity(counts.count)
    for cell in counts.indices where kinds[cell].isNumber && numbers[cell].isFinite {
      result.append((numbers[cell], counts[cell]))
    }
    return result
  }
}
