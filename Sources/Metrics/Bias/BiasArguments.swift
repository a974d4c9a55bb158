import Engine

/// What bias metrics are called with; label, prediction and what is positive default to the task's.
extension CheckedArguments {
  var biasMethod: BiasMethod { word("method").flatMap(BiasMethod.init(rawValue:)) ?? .documented }

  /// Whether a record is in the facet.
  func facet() throws(ArgumentError) -> RowExpression { try predicate("facet") }

  /// The column of labels.
  func biasLabel() throws(ArgumentError) -> RowExpression {
    if let column = try? column("label") { return column }
    if let column = task?.roles[.label] { return column }
    throw ArgumentError(
      "label", "name the column of labels: `label: approved`, or a monitor's `task`")
  }

  func positiveLabel() throws(ArgumentError) -> RowExpression {
    try isPositive(try biasLabel())
  }

  /// Whether the prediction is positive: as a column says, else from the task's probability and
  /// threshold.
  func positivePrediction() throws(ArgumentError) -> RowExpression {
    if let column = (try? column("prediction")) ?? task?.roles[.prediction] {
      return try isPositive(column)
    }
    if let probability = task?.roles[.probability] {
      return probability.isAtLeast(task?.threshold ?? 0.5)
    }
    throw ArgumentError(
      "prediction", "name the column of predictions: `prediction: p`, or a monitor's `task`")
  }

  /// Whether it is said what is positive, or a label is a condition that says it itself.
  var saysWhatIsPositive: Bool { (try? positiveLabel()) != nil }
}
