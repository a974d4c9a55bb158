import Language
import Statistics

/// Picks some of a rule's verdicts: `for c == "fare" and region == "north"`.
package struct VerdictSelection: Sendable {
  /// The rule's loop variable, which stands for the verdict's column.
  let variable: String?
  /// Over the loop variable and the segment's columns.
  let condition: RowExpression

  func picks(column: String?, _ segment: [(name: String, value: String?)]) -> Bool {
    var values = segment
    if let variable, let column { values.append((variable, column)) }
    let evaluator = RowEvaluator(
      given: [:],
      positions: Dictionary(
        values.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first }))
    let truths = evaluator.truths(
      of: condition,
      ColumnBlock(rows: 1, columns: values.map { VerdictSelection.column($0.value) }))
    return truths == [.yes] && !evaluator.hitPatternLimit
  }

  private static func column(_ value: String?) -> Column {
    var cells = TextCells()
    if let value { cells.append(value.utf8) } else { cells.appendMissing() }
    let column = Column()
    column.fill(text: cells)
    return column
  }
}
