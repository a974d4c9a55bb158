/// The page of a metric, and its hover.
package struct Documentation: Sendable {
  /// One sentence.
  package let summary: String
  package let formula: String
  /// When its value is unknown.
  package let unknown: [UnknownReason: String]
  /// The paper, standard or source that the formula follows.
  package let source: String

  package init(
    _ summary: String, formula: String, unknown: [UnknownReason: String] = [:], source: String = ""
  ) {
    self.summary = summary
    self.formula = formula
    self.unknown = unknown
    self.source = source
  }
}

/// An expression over a few rows, and its value: run as a test, shown in the page.
package struct Example: Sendable {
  package let expression: String
  package let rows: String
  package let baseline: String?
  /// The task of the monitor, for metrics that ask for one.
  package let task: String?
  /// Where the monitor says that attributions come from, for metrics of them.
  package let attributions: String?
  package let value: JSON

  /// - Parameters:
  ///   - rows: CSV with a header.
  ///   - baseline: CSV with a header, for metrics that compare.
  ///   - attributions: such as `"shap_*"`, with its quotes.
  ///   - task: such as `regression(prediction: p, label: y)`.
  package init(
    _ expression: String, over rows: String, against baseline: String? = nil,
    task: String? = nil, attributions: String? = nil, is value: JSON
  ) {
    self.expression = expression
    self.rows = rows
    self.baseline = baseline
    self.task = task
    self.attributions = attributions
    self.value = value
  }
}
