import Statistics

/// Counts the cells of columns before the statistics of a piece take them, where that pays.
///
/// What is counted, and when it is handed over, depends on the cells of the piece alone.
struct CellCounting {
  private struct Part {
    let slot: Int
    let group: Int
    let requests: [Int]
    let counter = CellCounter()
    /// Whether the cells so far were few.
    var isOn = true
  }

  private var parts: [Part]

  /// - Parameter isWhole: whether the piece is all of the input.
  init(_ columns: [CountedColumn], isWhole: Bool) {
    parts = columns.compactMap { column in
      let requests = column.requests(isWhole: isWhole)
      return requests.isEmpty
        ? nil : Part(slot: column.slot, group: column.group, requests: requests)
    }
  }

  /// Takes all rows of a block for the statistics of a group.
  ///
  /// - Returns: the requests that need not see the block.
  mutating func take(
    _ block: ColumnBlock, group: Int, into accumulators: inout [any Accumulator]
  ) -> Set<Int> {
    var done: Set<Int> = []
    for index in parts.indices where parts[index].group == group && parts[index].isOn {
      let column = block.columns[parts[index].slot]
      guard let cells = column.countable else { continue }
      let counter = parts[index].counter
      if !counter.takes(cells) { hand(index, to: &accumulators) }
      var row = 0
      while row < cells.count, parts[index].isOn {
        let end = Swift.min(
          cells.count, counter.isEmpty ? row + CellCounter.firstLook : cells.count)
        let next = counter.count(cells, row..<end)
        // The first cell of a table that is empty can be too long alone.
        if next == row, counter.isEmpty { parts[index].isOn = false }
        if next < end || !counter.isWorthwhile {
          parts[index].isOn = parts[index].isOn && counter.isWorthwhile
          hand(index, to: &accumulators)
        }
        row = next
      }
      if row < cells.count {
        let rest = row == 0 ? column : column.selecting((row..<cells.count).map(Int32.init))
        let block = ColumnBlock(rows: rest.rows, columns: [rest])
        for request in parts[index].requests { accumulators[request].update(block) }
      }
      done.formUnion(parts[index].requests)
    }
    return done
  }

  /// Hands over what is still counted.
  mutating func finish(into accumulators: inout [[any Accumulator]]) {
    for index in parts.indices { hand(index, to: &accumulators[parts[index].group]) }
  }

  private func hand(_ index: Int, to accumulators: inout [any Accumulator]) {
    let cells = parts[index].counter.take()
    guard !cells.counts.isEmpty else { return }
    for request in parts[index].requests { accumulators[request].update(cells) }
  }
}
