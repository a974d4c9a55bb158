import Language
import Statistics

/// Keeps violations of a rule from alerting until a day; they are evaluated and shown all the same.
package struct Waiver: Sendable {
  /// The rule's id: `accuracy`, or `columns.COLUMN.CHECK`.
  package let rule: String
  /// The rule's loop variable, which stands for the verdict's column.
  let variable: String?
  /// Over the loop variable and the segment's columns; nil for every verdict of the rule.
  let condition: RowExpression?
  /// As the rule file writes it.
  let lastDay: String
  /// The moment at which it ends, that of a day its last: seconds since 1970-01-01T00:00:00Z.
  package let until: Double
  package let because: String
  package let owner: String
  package let span: SourceSpan

  /// Whether it covers a verdict.
  ///
  /// - Parameter moment: the end of the verdict's window; where there are no windows, the time of the
  ///   run. Seconds since 1970-01-01T00:00:00Z.
  func covers(
    _ rule: Rule, _ segment: [(name: String, value: String?)], at moment: Double
  ) -> Bool {
    guard rule.id == self.rule, moment <= until else { return false }
    guard let condition else { return true }
    var values = segment
    if let variable, let column = rule.column { values.append((variable, column)) }
    let evaluator = RowEvaluator(
      given: [:],
      positions: Dictionary(
        values.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first }))
    let truths = evaluator.truths(
      of: condition, ColumnBlock(rows: 1, columns: values.map { Waiver.column($0.value) }))
    return truths == [.yes] && !evaluator.hitPatternLimit
  }

  private static func column(_ value: String?) -> Column {
    var cells = TextCells()
    if let value { cells.append(value.utf8) } else { cells.appendMissing() }
    let column = Column()
    column.fill(text: cells)
    return column
  }

  package var sentence: String {
    "Waived until \(lastDay) by \(owner): \(because)"
  }

  package var json: JSON {
    .object([
      "until": .string(lastDay), "because": .string(because),
      "owner": .string(owner), "place": .string(span.description),
    ])
  }
}
