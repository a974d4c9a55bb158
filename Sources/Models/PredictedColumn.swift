import Engine
import Statistics

/// A column that data lack and a model's answers fill.
package struct PredictedColumn: Sendable {
  package enum Content: Sendable {
    /// What the model gives.
    case given
    /// One value where that is a threshold at least, and another elsewhere.
    case judged(atLeast: Double, Value, otherwise: Value)
  }

  package let name: String
  private let content: Content

  package init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  /// Fills a column with what it says of some answers.
  func fill(_ column: Column, _ answers: [Double]) {
    switch content {
    case .given:
      column.fill(
        kinds: answers.map { $0 == $0.rounded() ? .integral : .fractional }, numbers: answers)
    case .judged(let threshold, let value, let other):
      var cells = TextCells()
      for answer in answers {
        cells.append(Self.spelling(answer >= threshold ? value : other).utf8)
      }
      column.fill(text: cells)
    }
  }

  private static func spelling(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .number(let number): Number.text(number)
    case .text(let text): text
    case .boolean(let boolean): boolean ? "true" : "false"
    }
  }
}
