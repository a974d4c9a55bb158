import Engine
import Statistics

/// Explains records: asks a model about coalitions of their features and makes Shapley values of what
/// it says.
package final class Explainer {
  private let options: KernelShapOptions
  private let background: BackgroundCells
  private let model: any AskedModel
  private let form: RecordForm
  /// Records of a question at most.
  private let batch: Int
  private var expected: [Double]?
  /// Records of which the model was asked.
  package private(set) var questions = 0
  /// How long all took.
  package private(set) var spent = Duration.zero
  /// How much of that was waited for the model, with nothing else to do.
  package private(set) var waited = Duration.zero

  package init(
    _ options: KernelShapOptions, features: Int, background: BackgroundRows,
    model: any AskedModel, form: RecordForm, batch: Int
  ) {
    self.options = options
    self.background = BackgroundCells(background, form, features: features)
    self.model = model
    self.form = form
    self.batch = batch
  }

  /// A record and what each feature moved.
  package struct Explained: Sendable {
    package let row: RowSample.Row
    /// What the model says of it, one an output.
    package let prediction: [Double]
    /// What it says of the background.
    package let expected: [Double]
    /// One an output.
    package let values: [ShapleyValues]
    package let isExact: Bool

    package init(
      row: RowSample.Row, prediction: [Double], expected: [Double], values: [ShapleyValues],
      isExact: Bool
    ) {
      self.row = row
      self.prediction = prediction
      self.expected = expected
      self.values = values
      self.isExact = isExact
    }
  }

  /// Whether all coalitions are asked.
  package var isExact: Bool {
    KernelShap(features: background.features, samples: options.samples, seed: 0).isExact
  }

  /// - Parameter done: takes each record, in their order, as soon as it is explained.
  package func explain(
    _ rows: [RowSample.Row], done: (Explained) -> Void
  ) throws(ModelFailure) {
    let expected = try expectation()
    let underWay = RowsUnderWay(rows, options, background, form, batch: batch)
    try ask({ underWay.question() }) { (answers) throws(ModelFailure) in
      try underWay.read(answers, expected: expected, done: done)
    }
    try model.settle()
  }

  /// What the model says of the background, asked once.
  package func expectation() throws(ModelFailure) -> [Double] {
    if let expected { return expected }
    var rest = background.cells[...]
    var means: [Double] = []
    var place = 0
    try ask({
      var writer = QuestionWriter(form)
      while writer.records < batch, let cells = rest.popFirst() { writer.append(cells) }
      return writer.finish()
    }) { (answers) throws(ModelFailure) in
      if means.isEmpty { means = [Double](repeating: 0, count: answers.outputs) }
      try answers.expect(means.count)
      for record in 0..<answers.records {
        for (output, value) in answers[record].enumerated() {
          means[output] += background.weights[place] * value
        }
        place += 1
      }
    }
    guard options.output < means.count else {
      throw ModelFailure(
        "it has \(means.count) output\(means.count == 1 ? "" : "s"), and `output: \(options.output)` "
          + "counts from 0")
    }
    expected = means
    return means
  }

  private func ask(
    _ next: () -> Question?, take: (Answers) throws(ModelFailure) -> Void
  ) throws(ModelFailure) {
    let start = ContinuousClock.now
    let before = model.waited
    defer {
      spent += ContinuousClock.now - start
      waited += model.waited - before
    }
    try model.ask(
      {
        let question = next()
        questions += question?.records ?? 0
        return question
      }, take: take)
  }
}
