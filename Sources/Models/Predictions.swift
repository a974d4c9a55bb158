import Engine
import JSONText
import Language
import Statistics

/// Reads predictions out of what a model answers.
enum Predictions {
  /// Names under which answers hold predictions, the first that is there counts.
  private static let names = [
    "predictions", "prediction", "probabilities", "probability", "scores", "score", "outputs",
    "output", "predicted_label", "instances",
  ]

  /// Adds the outputs of one record, from a line: `0.3`, `0.3,0.7`, `[0.3, 0.7]` or `{"score": 0.3}`.
  static func append(
    _ line: ArraySlice<UInt8>, to answers: inout Answers
  ) throws(ModelFailure) {
    let (kind, number) = CellParser.parse(line)
    if kind.isNumber {
      try answers.append(number)
    } else if let numbers = numbers(line) {
      try answers.append(numbers)
    } else if let json = try? JSON(parsing: Array(line)), let found = outputs(of: json) {
      try answers.append(found)
    } else {
      throw ModelFailure("its answer is no number: \(shown(line))")
    }
  }

  /// The outputs of so many records, from the whole of an answer.
  static func outputs(of body: [UInt8], records: Int) throws(ModelFailure) -> Answers {
    let found = try answers(of: body, records: records)
    guard found.records == records else {
      throw ModelFailure("it gave \(found.records) predictions for \(records) records")
    }
    return found
  }

  private static func answers(of body: [UInt8], records: Int) throws(ModelFailure) -> Answers {
    var answers = Answers()
    let first = body.first { !$0.isBlank }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let json = try? JSON(parsing: body)
    {
      guard let rows = rows(of: json, records: records) else {
        throw ModelFailure("its answer holds no predictions: \(shown(body[...]))")
      }
      for row in rows { try answers.append(row) }
      return answers
    }
    let lines = body.split(separator: UInt8(ascii: "\n")).filter { line in
      line.contains { !$0.isBlank }
    }
    // All in one line, as some containers answer CSV.
    if lines.count == 1, records > 1, let all = numbers(lines[0]), all.count == records {
      for number in all { try answers.append(number) }
      return answers
    }
    for line in lines { try append(line, to: &answers) }
    return answers
  }

  private static func rows(of json: JSON, records: Int) -> [[Double]]? {
    switch json {
    case .array(let elements):
      if records == 1, elements.count != 1, let row = outputs(of: json) { return [row] }
      let rows = elements.compactMap(outputs)
      return rows.count == elements.count ? rows : nil
    case .object(let members):
      for name in names {
        guard let value = members.first(where: { $0.key == name })?.value else { continue }
        if case .array = value { return rows(of: value, records: records) }
        return outputs(of: value).map { [$0] }
      }
      return nil
    default: return outputs(of: json).map { [$0] }
    }
  }

  private static func outputs(of json: JSON) -> [Double]? {
    switch json {
    case .integer(let value): return [Double(value)]
    case .number(let value): return value.isFinite ? [value] : nil
    case .boolean(let value): return [value ? 1 : 0]
    case .string(let text): return numbers(Array(text.utf8)[...])
    case .array(let elements):
      let numbers = elements.compactMap { outputs(of: $0) }
      guard !elements.isEmpty, numbers.count == elements.count else { return nil }
      return numbers.allSatisfy { $0.count == 1 }
        ? numbers.map { $0[0] }
        : numbers.count == 1
          ? numbers[0] : nil
    case .object(let members):
      for name in names {
        if let value = members.first(where: { $0.key == name })?.value { return outputs(of: value) }
      }
      return nil
    case .null: return nil
    }
  }

  /// Finite numbers with commas between them.
  private static func numbers(_ text: ArraySlice<UInt8>) -> [Double]? {
    var found: [Double] = []
    for part in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      var part = part.drop(while: \.isBlank)
      while part.last?.isBlank == true { part.removeLast() }
      let (kind, value) = CellParser.parse(part)
      if kind.isNumber {
        found.append(value)
      } else {
        // Spellings such as `.5`, which no cell of the service's is.
        guard let value = Double(String(decoding: part, as: UTF8.self)), value.isFinite else {
          return nil
        }
        found.append(value)
      }
    }
    return found.isEmpty ? nil : found
  }

  /// Enough of an answer to know it by.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    "`" + VisibleText.safe(String(decoding: bytes.prefix(80), as: UTF8.self)) + "`"
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || (9...13).contains(self) }
}
