import Engine
import Language
import Models

/// Predictions that data lack and the model of the rules is asked for: `baseline --bias` of training data
/// that nobody has scored.
struct MissingPredictions {
  private let columns: [PredictedColumn]
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
    columns = lacking.count == 1 ? [PredictedColumn(column, .given)] : try Self.both(of: task)
    predictor = Predictor(
      try specification.opened(), RecordForm(specification.content, features: features),
      batch: specification.batch, output: kernel.output,
      isClass: lacking == [.prediction] && task.kind != .regression)
    try reading.add(columns, of: features, by: predictor)
  }

  /// The probability that the model gives, and the class that follows from it.
  private static func both(of task: ModelTask) throws -> [PredictedColumn] {
    guard let prediction = task.roles[.prediction]?.columnName,
      let probability = task.roles[.probability]?.columnName
    else { return [] }
    guard case .values(let values)? = task.positive, let positive = values.first else {
      throw CommandFailure.arguments(
        "the data lack `\(prediction)`, and which of its values are positive is no list: let the task "
          + "say `positive: 1`, or leave out `prediction:`")
    }
    let other: Value =
      switch positive {
      case .number(let number): .number(number == 0 ? 1 : 0)
      case .boolean(let boolean): .boolean(!boolean)
      case .text, .null: .text("other")
      }
    return [
      PredictedColumn(probability, .given),
      PredictedColumn(
        prediction, .judged(atLeast: task.threshold, positive, otherwise: other)),
    ]
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
      "the model was asked for \(columns.map { "`\(VisibleText.safe($0.name))`" }.joined(separator: " and ")) of "
        + Counted.text(predictor.records, "record"))
  }
}
