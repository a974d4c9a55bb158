import Statistics

/// What a condition on one column comes to for each different cell of it.
struct CellOutcomes {
  /// Of the counter that numbers the cells: they are numbered anew in each.
  fileprivate let round: Int
  /// The `OutcomeCode` by place.
  fileprivate var outcomes: [UInt8] = []
}

extension RowEvaluator {
  /// A condition on a column whose different cells are numbered: decided once for each of them.
  ///
  /// - Returns: nil where the cells are not numbered, or the expression reads more than one column.
  func decideOnce(_ expression: RowExpression, _ block: ColumnBlock) -> Column? {
    guard let name = expression.conditionColumn, let position = positions[name],
      let codes = block.columns[position].codes
    else { return nil }
    let round = codes.counter.round
    var known = cellOutcomes.removeValue(forKey: expression.key) ?? CellOutcomes(round: round)
    if known.round != round { known = CellOutcomes(round: round) }
    let new = codes.counter.column(from: known.outcomes.count)
    if new.rows > 0 {
      var cells = ColumnBlock(rows: new.rows, columns: block.columns)
      cells.columns[position] = new
      known.outcomes += column(operand(expression.term, cells), new.rows).outcomes
    }
    let outcomes = known.outcomes
    cellOutcomes[expression.key] = known
    let result = Column()
    result.fill(outcomes: codes.places.map { outcomes[Int($0)] })
    return result
  }
}
