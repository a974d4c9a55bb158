import Engine
import Language
import Models

/// Predictions that data lack and the model of the rules is asked for: `baseline --bias` of training data
/// that nobody has scored.
struct MissingPredictions {
  private let column: String
  private let predictor: Predictor

  /// Asks for the column of the task that holds predictions, where the data lack it.
  ///
  /// - Parameters:
  ///   - reading: gets the column.
  ///   - rules: whose model is asked.
  /// - Returns: nil where nothing is lacking, or no rules say how a model is asked.
  init?(
    _ reading: inout DataReading, task: ModelTask?, rules: RuleFiles, allowsModel: Bool
  ) throws {
    let rulesets = rules.check(schema: nil, known: nil, allowsModel: true).rulesets
    guard let scope = rulesets.lazy.map(\.scope).first(where: { $0.model != nil }),
      let specification = scope.model, let task = task ?? scope.task
    else { return nil }
    let roles: [ModelTask.Role] = [.prediction, .probability]
    let lacking = roles.filter { role in
      task.roles[role]?.columnName.map { !reading.columns.contains($0) } ?? false
    }
    guard let role = lacking.first, let column = task.roles[role]?.columnName else { return nil }
    if lacking.count > 1 {
      throw CommandFailure.arguments(
        "the data lack both `\(column)` and `\(task.roles[lacking[1]]?.columnName ?? "")`: let the "
          + "task name one of them, and the model is asked for it")
    }
    guard let source = scope.attributions, let kernel = source.kernel else {
      throw CommandFailure.arguments(
        "the data lack `\(column)`, and which features the model has is not known: say "
          + "`attributions kernel_shap(background: \"rows.csv\")` in the monitor")
    }
    if case .command(let words, _) = specification.kind, !allowsModel {
      throw CommandFailure.arguments(
        "the data lack `\(column)`, and the model that is asked for it runs "
          + "`\(VisibleText.safe(words.first ?? ""))`: --allow-commands allows that; look at it before"
      )
    }
    let features = source.features.map(\.column)
    if let absent = features.first(where: { !reading.columns.contains($0) }) {
      throw CommandFailure.arguments(
        "the data lack `\(column)`, and the model can't be asked for it: `\(VisibleText.safe(absent))`, "
          + "which is a feature of the model, is lacking too")
    }
    self.column = column
    predictor = Predictor(
      try specification.opened(), RecordForm(specification.content, features: features),
      batch: specification.batch, output: kernel.output,
      isClass: role == .prediction && task.kind != .regression)
    try reading.add(column, of: features, by: predictor)
  }

  /// Lets the model end, and says what it was asked.
  func finish(quiet: Bool) throws {
    do throws(ModelFailure) {
      try predictor.finish()
    } catch {
      throw CommandFailure.data("model: it gave no predictions: \(error.reason)")
    }
    guard !quiet else { return }
    Console.error(
      "the model was asked for `\(VisibleText.safe(column))` of "
        + Counted.text(predictor.records, "record"))
  }
}
