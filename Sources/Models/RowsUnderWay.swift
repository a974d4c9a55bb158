import Engine
import Statistics

/// Rows on their way through a model: written as the records that it is asked about, and read back as
/// what each feature moved.
///
/// The records of all rows follow one another, whatever questions they are cut into: of a row the row
/// itself, then for each coalition one with each row of the background.
final class RowsUnderWay {
  private let options: KernelShapOptions
  private let background: BackgroundCells
  private let form: RecordForm
  private let batch: Int

  private struct Asked {
    let row: RowSample.Row
    let shap: KernelShap
    let cells: [[UInt8]]
  }

  private var rows: ArraySlice<RowSample.Row>
  /// Those that are not read back yet.
  private var asked: [Asked] = []
  /// Records of the last of them that are written, and of the first that are read.
  private var written = 0
  private var read = 0
  private var prediction: [Double] = []
  /// By coalition, then output.
  private var worths: [[Double]] = []

  /// - Parameter batch: records of a question at most.
  init(
    _ rows: [RowSample.Row], _ options: KernelShapOptions, _ background: BackgroundCells,
    _ form: RecordForm, batch: Int
  ) {
    self.rows = rows[...]
    self.options = options
    self.background = background
    self.form = form
    self.batch = batch
  }

  /// The next records; nil where all are written.
  func question() -> Question? {
    var writer = QuestionWriter(form)
    while writer.records < batch {
      if asked.isEmpty || written == records(asked[asked.count - 1]) {
        guard let row = rows.popFirst() else { break }
        begin(row)
      }
      let current = asked[asked.count - 1]
      if written == 0 {
        writer.append(current.cells)
        written = 1
      }
      let end = min(records(current), written + batch - writer.records)
      for record in written..<end {
        let (coalition, other) = (record - 1).quotientAndRemainder(dividingBy: background.count)
        writer.append(
          current.cells, else: background.cells[other], where: current.shap.coalitions[coalition])
      }
      written = end
    }
    return writer.finish()
  }

  private func begin(_ row: RowSample.Row) {
    let shap = KernelShap(
      features: background.features, samples: options.samples, seed: options.seed ^ row.hash)
    let cells = (0..<background.features).map { form.cell(row.cells[$0], feature: $0) }
    asked.append(Asked(row: row, shap: shap, cells: cells))
    written = 0
  }

  private func records(_ asked: Asked) -> Int {
    1 + asked.shap.coalitions.count * background.count
  }

  /// Reads what the model gave for the next records.
  ///
  /// - Parameter done: takes each row with the last of its records.
  func read(
    _ answers: Answers, expected: [Double], done: (Explainer.Explained) -> Void
  ) throws(ModelFailure) {
    try answers.expect(expected.count)
    var next = 0
    while next < answers.records, let first = asked.first {
      if read == 0 {
        prediction = Array(answers[next])
        worths = first.shap.coalitions.map { _ in [Double](repeating: 0, count: expected.count) }
        (read, next) = (1, next + 1)
      }
      let end = min(records(first), read + answers.records - next)
      for record in read..<end {
        let (coalition, other) = (record - 1).quotientAndRemainder(dividingBy: background.count)
        let weight = background.weights[other]
        for output in expected.indices {
          worths[coalition][output] += weight * answers.values[next * expected.count + output]
        }
        next += 1
      }
      read = end
      guard read == records(first) else { return }
      done(
        Explainer.Explained(
          row: first.row, prediction: prediction, expected: expected,
          values: first.shap.values(none: expected, all: prediction, answers: worths),
          isExact: first.shap.isExact))
      asked.removeFirst()
      read = 0
    }
  }
}

/// The rows of a background as they are written.
struct BackgroundCells {
  let cells: [[[UInt8]]]
  let weights: [Double]
  let features: Int

  init(_ background: BackgroundRows, _ form: RecordForm, features: Int) {
    cells = background.rows.map { row in
      row.indices.map { form.cell(row[$0], feature: $0) }
    }
    weights = background.weights
    self.features = features
  }

  var count: Int { cells.count }
}
