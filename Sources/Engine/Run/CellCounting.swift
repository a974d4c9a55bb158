import Statistics

/// Counts the cells of columns before the statistics of a piece take them, where that pays.
///
/// What is counted, and when it is handed over, depends on the cells of the piece alone.
struct CellCounting {
  fileprivate struct Part {
    let slot: Int
    let group: Int
    let requests: [Int]
    /// Whether conditions read the column, which are then decided once for each different cell.
    let isNumbered: Bool
    let counter = CellCounter()
    /// Whether the cells so far were few.
    var isOn = true
    /// What the statistics must take of the block.
    var due: Due?
  }

  /// What became of the cells of a block.
  fileprivate struct Due {
    var counted: [CountedCells] = []
    /// Those that were not counted.
    var rest: Column?
  }

  private var parts: [Part]

  /// - Parameter isWhole: whether the piece is all of the input.
  init(_ columns: [CountedColumn], isWhole: Bool) {
    parts = columns.compactMap { column in
      let requests = column.requests(isWhole: isWhole)
      return requests.isEmpty
        ? nil
        : Part(
          slot: column.slot, group: column.group, requests: requests,
          isNumbered: column.isNumbered)
    }
  }

  /// Counts all rows of a block, and numbers the cells that conditions read.
  mutating func count(_ block: ColumnBlock) {
    for index in parts.indices where parts[index].isOn {
      let column = block.columns[parts[index].slot]
      guard let cells = column.countable else { continue }
      parts[index].due = parts[index].count(column, cells)
    }
  }

  /// Hands over what is due to the statistics of a group.
  ///
  /// - Returns: the requests that need not see the block.
  mutating func hand(group: Int, to accumulators: inout [any Accumulator]) -> Set<Int> {
    var done: Set<Int> = []
    for index in parts.indices where parts[index].group == group {
      guard let due = parts[index].due else { continue }
      parts[index].due = nil
      for request in parts[index].requests {
        for cells in due.counted { accumulators[request].update(cells) }
        if let rest = due.rest {
          accumulators[request].update(ColumnBlock(rows: rest.rows, columns: [rest]))
        }
      }
      done.formUnion(parts[index].requests)
    }
    return done
  }

  /// Hands over what is still counted.
  func finish(into accumulators: inout [[any Accumulator]]) {
    for part in parts {
      let cells = part.counter.take()
      guard !cells.counts.isEmpty else { continue }
      for request in part.requests { accumulators[part.group][request].update(cells) }
    }
  }
}

extension CellCounting.Part {
  fileprivate mutating func count(
    _ column: Column, _ cells: CountableCells
  ) -> CellCounting.Due {
    var due = CellCounting.Due()
    if !counter.takes(cells) { due.counted.append(counter.take()) }
    let round = counter.round
    var places = [UInt16](repeating: 0, count: isNumbered ? cells.count : 0)
    var row = 0
    while row < cells.count, isOn {
      let end = Swift.min(cells.count, counter.isEmpty ? row + CellCounter.firstLook : cells.count)
      let next =
        isNumbered
        ? counter.count(cells, row..<end, places: &places) : counter.count(cells, row..<end)
      // The first cell of a table that is empty can be too long alone.
      if next == row, counter.isEmpty { isOn = false }
      if next < end || !counter.isWorthwhile {
        isOn = isOn && counter.isWorthwhile
        let counted = counter.take()
        if !counted.counts.isEmpty { due.counted.append(counted) }
      }
      row = next
    }
    if row < cells.count {
      due.rest = row == 0 ? column : column.selecting((row..<cells.count).map(Int32.init))
    } else if isNumbered, counter.round == round {
      column.code(CellCodes(places: places, counter: counter))
    }
    return due
  }
}
