import Engine
import Foundation
import JSONText
import Models
import Statistics

/// What a run with `--local` has explained so far: lines in a file beside it, `FILE.part`, from which the
/// same command goes on after an interruption. It is gone when the run ends well.
final class UnfinishedAttributions {
  let path: String
  /// By what the values depend on, then by the record's hash.
  private var known: [String: [String: JSON]] = [:]
  private var lines = ""
  private var written = ContinuousClock.now

  /// - Parameter local: the file of `--local`.
  init(_ local: String) throws {
    path = local + ".part"
    if Files.exists(path) {
      for line in try Files.read(path, "file of attributions").split(separator: UInt8(ascii: "\n"))
      {
        // The last may be cut off.
        guard let json = try? JSON(parsing: Array(line)), let key = json.fields["of"]?.words,
          let row = json.fields["row"]?.words
        else { continue }
        known[key, default: [:]][row] = json
      }
    }
    // A place that can't be written is told before the model is asked.
    try Files.append("", to: path)
  }

  /// What is known of a record.
  func explained(
    _ row: RowSample.Row, _ key: String, expected: [Double], features: Int, isExact: Bool
  ) -> Explainer.Explained? {
    guard let fields = known[key]?[Self.text(row.hash)]?.fields,
      let prediction = fields["prediction"]?.numbers, prediction.count == expected.count
    else { return nil }
    let outputs = fields["outputs"]?.items ?? []
    let values = outputs.map(\.fields).compactMap { output -> ShapleyValues? in
      guard let values = output["values"]?.numbers, let errors = output["errors"]?.numbers,
        values.count == features, errors.count == features
      else { return nil }
      return ShapleyValues(values: values, errors: errors)
    }
    guard values.count == expected.count else { return nil }
    return Explainer.Explained(
      row: row, prediction: prediction, expected: expected, values: values, isExact: isExact)
  }

  /// Keeps what is explained, within a quarter of a second.
  func keep(_ explained: Explainer.Explained, _ key: String) throws {
    lines +=
      JSON.object([
        "of": .string(key), "row": .string(Self.text(explained.row.hash)),
        "prediction": Self.json(explained.prediction),
        "outputs": .array(
          explained.values.map { shap in
            .object(["values": Self.json(shap.values), "errors": Self.json(shap.errors)])
          }),
      ]).text() + "\n"
    if ContinuousClock.now - written > .milliseconds(250) { try flush() }
  }

  func flush() throws {
    if !lines.isEmpty { try Files.append(lines, to: path) }
    lines = ""
    written = .now
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  private static func text(_ hash: UInt64) -> String { String(hash, radix: 16) }

  private static func json(_ numbers: [Double]) -> JSON { .array(numbers.map(JSON.number)) }
}

extension JSON {
  /// Of an array.
  fileprivate var numbers: [Double]? {
    let numbers = items.compactMap(\.double)
    return numbers.count == items.count ? numbers : nil
  }
}
