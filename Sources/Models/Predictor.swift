import Engine
import Statistics
import Synchronization

/// Asks a model for the predictions of blocks of records, one block at a time whichever thread has it.
package final class Predictor: Sendable {
  private struct State {
    let model: any AskedModel
    var records = 0
    var failure: ModelFailure?
  }

  private let state: Mutex<State>
  private let form: RecordForm
  private let batch: Int
  /// Which of the model's outputs is the prediction, from 0.
  private let output: Int
  /// Whether a prediction is a class, which is a whole number.
  private let isClass: Bool

  package init(
    _ model: sending any AskedModel, _ form: RecordForm, batch: Int, output: Int, isClass: Bool
  ) {
    state = Mutex(State(model: model))
    self.form = form
    self.batch = batch
    self.output = output
    self.isClass = isClass
  }

  /// Records of which it was asked.
  package var records: Int { state.withLock { $0.records } }

  /// Lets the model end.
  package func finish() throws(ModelFailure) {
    try state.withLock { (state) throws(ModelFailure) in
      defer { state.model.close() }
      if state.failure == nil { try state.model.settle() }
    }
  }

  /// A prediction for each row.
  ///
  /// - Parameter features: columns in the order in which the model has them.
  func predictions(_ features: [Column], rows: Int) throws(ModelFailure) -> [Double] {
    let cells = features.map(\.cells)
    let kinds = features.map(\.kinds)
    let questions = stride(from: 0, to: rows, by: batch).compactMap { start -> Question? in
      var writer = QuestionWriter(form)
      for row in start..<min(start + batch, rows) {
        writer.append(
          features.indices.map { feature in
            let kind = kinds[feature][row]
            let text = kind == .missing ? nil : cells[feature][row]
            return form.cell(RowSample.Cell(kind, Array(text ?? [])), feature: feature)
          })
      }
      return writer.finish()
    }
    // A thread that comes after a failure must not ask again what then is lost anyway.
    return try state.withLock { (state) throws(ModelFailure) in
      if let failure = state.failure { throw failure }
      do throws(ModelFailure) {
        let found = try ask(questions, state.model)
        state.records += found.count
        return found
      } catch {
        state.failure = error
        throw error
      }
    }
  }

  private func ask(
    _ questions: [Question], _ model: any AskedModel
  ) throws(ModelFailure) -> [Double] {
    var rest = questions[...]
    var found: [Double] = []
    try model.ask({ rest.popFirst() }) { (answers) throws(ModelFailure) in
      guard output < answers.outputs else {
        throw ModelFailure(
          "it has \(answers.outputs) outputs, and `output: \(output)` counts from 0")
      }
      for record in 0..<answers.records {
        let outputs = answers[record]
        let value = outputs[outputs.startIndex + output]
        if isClass, value != value.rounded() {
          throw ModelFailure(
            "it gives \(Number.brief(value)), which is no class: let the task say `probability:` in "
              + "the place of `prediction:`")
        }
        found.append(value)
      }
    }
    return found
  }
}
