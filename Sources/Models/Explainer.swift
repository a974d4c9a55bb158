import Engine
import Statistics

/// Explains records: asks a model about coalitions of their features and makes Shapley values of what
/// it says.
package final class Explainer {
  private let options: KernelShapOptions
  private let background: BackgroundRows
  private let model: any AskedModel
  private let form: RecordForm
  private let features: Int
  /// How many records are asked about at once, as far as that makes sense.
  private let batch: Int
  /// The background as it is written, and what the model says of each of its rows.
  private let backgroundCells: [[[UInt8]]]
  private var expected: [Double]?
  /// Records of which the model was asked.
  package private(set) var questions = 0

  package init(
    _ options: KernelShapOptions, features: Int, background: BackgroundRows,
    model: any AskedModel, form: RecordForm, batch: Int
  ) {
    self.options = options
    self.background = background
    self.model = model
    self.form = form
    self.features = features
    self.batch = batch
    backgroundCells = background.rows.map { row in
      row.indices.map { form.cell(row[$0], feature: $0) }
    }
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
  }

  /// - Parameter progress: called with the records that are done.
  package func explain(
    _ rows: [RowSample.Row], progress: (Int) -> Void
  ) throws(ModelFailure) -> [Explained] {
    let expected = try expectation()
    var explained: [Explained] = []
    explained.reserveCapacity(rows.count)
    var next = 0
    while next < rows.count {
      var asked: [(row: RowSample.Row, shap: KernelShap)] = []
      var records: [[UInt8]] = []
      while next < rows.count, records.count < batch {
        let row = rows[next]
        let shap = KernelShap(
          features: features, samples: options.samples, seed: options.seed ^ row.hash)
        append(row, shap.coalitions, to: &records)
        asked.append((row, shap))
        next += 1
      }
      let answers = try ask(records, outputs: expected.count)
      var place = 0
      for (row, shap) in asked {
        let prediction = answers[place]
        place += 1
        let worths = shap.coalitions.indices.map { index in
          mean(answers[(place + index * background.rows.count)...])
        }
        place += shap.coalitions.count * background.rows.count
        explained.append(
          Explained(
            row: row, prediction: prediction, expected: expected,
            values: shap.values(none: expected, all: prediction, answers: worths),
            isExact: shap.isExact))
      }
      progress(explained.count)
    }
    return explained
  }

  private func append(
    _ row: RowSample.Row, _ coalitions: [[Bool]], to records: inout [[UInt8]]
  ) {
    let own = (0..<features).map { form.cell(row.cells[$0], feature: $0) }
    records.append(form.record(own))
    for holds in coalitions {
      for other in backgroundCells {
        records.append(form.record(holds.indices.map { holds[$0] ? own[$0] : other[$0] }))
      }
    }
  }

  /// What the model says of the background, asked once.
  private func expectation() throws(ModelFailure) -> [Double] {
    if let expected { return expected }
    let answers = try ask(backgroundCells.map(form.record), outputs: nil)
    guard let first = answers.first else { throw ModelFailure("the background has no rows") }
    guard options.output < first.count else {
      throw ModelFailure(
        "it has \(first.count) output\(first.count == 1 ? "" : "s"), and `output: \(options.output)` "
          + "counts from 0")
    }
    let found = mean(answers[...])
    expected = found
    return found
  }

  private func ask(
    _ records: [[UInt8]], outputs: Int?
  ) throws(ModelFailure) -> [[Double]] {
    let answers = try model.ask(records)
    questions += records.count
    let count = outputs ?? answers.first?.count ?? 0
    if let odd = answers.first(where: { $0.count != count }) {
      throw ModelFailure("it gave \(count) numbers for one record and \(odd.count) for another")
    }
    return answers
  }

  /// The mean over the rows of the background, of the answers that come first.
  private func mean(_ answers: ArraySlice<[Double]>) -> [Double] {
    var result = [Double](repeating: 0, count: answers.first?.count ?? 0)
    for (answer, weight) in zip(answers, background.weights) {
      for output in result.indices { result[output] += weight * answer[output] }
    }
    return result
  }
}
