import Engine
import Foundation
import JSONText
import Language
import Models

/// The attributions of single records, a JSON object a line: what `--local` writes and
/// `explain --record` reads.
enum LocalAttributions {
  /// A record as a line.
  static func line(
    _ explained: Explainer.Explained, _ features: [String], hasID: Bool, window: String?
  ) -> String {
    let outputs = explained.values.enumerated().map { output, shap in
      JSON.object([
        "prediction": .number(explained.prediction[output]),
        "expected": .number(explained.expected[output]),
        "values": .object(zip(features, shap.values).map { JSON.Member($0, .number($1)) }),
        "errors": explained.isExact
          ? nil : .object(zip(features, shap.errors).map { JSON.Member($0, .number($1)) }),
      ])
    }
    return JSON.object([
      "record": .string(id(explained, hasID: hasID)), "window": window.map { .string($0) },
      "count": .integer(explained.row.count), "outputs": .array(outputs),
    ]).text() + "\n"
  }

  /// The value of its id, else its hash.
  private static func id(_ explained: Explainer.Explained, hasID: Bool) -> String {
    if hasID, let cell = explained.row.cells.last, cell.kind != .missing {
      return String(decoding: cell.text, as: UTF8.self)
    }
    let digits = String(explained.row.hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The lines of a record, as people read them.
  static func text(of record: String, in path: String) throws -> String {
    var found: [JSON] = []
    var others: [String] = []
    for (index, line) in try Files.read(path, "file of attributions")
      .split(separator: UInt8(ascii: "\n")).enumerated()
    {
      guard let json = try? JSON(parsing: Array(line)), let id = json.fields["record"]?.words,
        case .array? = json.fields["outputs"]
      else {
        throw CommandFailure.arguments(
          "\(path):\(index + 1): this is no record of --local: give the file that `check --local` wrote"
        )
      }
      if id == record { found.append(json) } else if others.count < 5 { others.append(id) }
    }
    guard !found.isEmpty else {
      throw CommandFailure.arguments(
        "\(path): no record `\(VisibleText.safe(record))` was explained: there are "
          + (others.isEmpty ? "none" : others.map(VisibleText.safe).joined(separator: ", ") + " …"))
    }
    return found.map(text).joined(separator: "\n")
  }

  private static func text(of json: JSON) -> String {
    var lines: [String] = []
    if let window = json.fields["window"]?.words { lines.append("window \(window)") }
    let outputs = json.fields["outputs"]?.items ?? []
    for (index, output) in outputs.map(\.fields).enumerated() {
      let prediction = output["prediction"]?.double ?? .nan
      let expected = output["expected"]?.double ?? .nan
      let of = outputs.count > 1 ? "output \(index): " : ""
      lines.append(
        "\(of)\(Number.brief(prediction)) = \(Number.brief(expected)) without any feature, and:")
      guard case .object(let values)? = output["values"] else { continue }
      let rows = values.compactMap { member in member.value.double.map { (member.key, $0) } }
        .sorted { (abs($1.1), $0.0) < (abs($0.1), $1.0) }
      let width = rows.map { $0.0.count }.max() ?? 0
      let errors = output["errors"]?.fields ?? [:]
      for (name, value) in rows {
        let error = errors[name]?.double ?? 0
        lines.append(
          "  " + VisibleText.safe(name) + String(repeating: " ", count: width - name.count + 2)
            + (value < 0 ? "−" : "+") + Number.brief(abs(value))
            + (error > 0 ? " ± \(Number.brief(error))" : ""))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
