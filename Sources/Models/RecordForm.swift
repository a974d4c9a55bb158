import Engine
import Statistics

/// How records are written for a model.
package struct RecordForm: Sendable {
  private let content: ModelSpecification.Content
  /// What stands before the value of each feature.
  private let keys: [[UInt8]]
  let record: (open: [UInt8], close: [UInt8])

  package init(_ content: ModelSpecification.Content, features: [String]) {
    self.content = content
    keys = features.map { name in
      content == .jsonLines ? Array((JSON.string(name).text() + ": ").utf8) : []
    }
    record =
      switch content {
      case .csv: ([], Array("\n".utf8))
      case .jsonLines: (Array("{".utf8), Array("}\n".utf8))
      case .json: (Array("[".utf8), Array("]".utf8))
      }
  }

  /// The value of a feature as it stands in a record, written once for all records that have it.
  package func cell(_ cell: RowSample.Cell, feature: Int) -> [UInt8] {
    guard content == .csv else { return keys[feature] + Self.value(cell) }
    // A line with nothing in it would end the batch.
    return keys.count == 1 && cell.text.isEmpty ? Array("\"\"".utf8) : Self.field(cell.text)
  }

  /// What stands around all records of a question, around each, and between them.
  var question: (open: [UInt8], close: [UInt8]) {
    content == .json ? (Array("{\"instances\": [".utf8), Array("]}".utf8)) : ([], [])
  }

  var between: [UInt8] { content == .json ? Array(", ".utf8) : [] }

  /// RFC 4180.
  private static func field(_ text: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let special: Set<UInt8> = [quote, UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    guard text.contains(where: special.contains) else { return text }
    // A record is a line: what breaks one is a blank in it.
    let inner = text.flatMap { byte -> [UInt8] in
      if byte == quote { return [quote, quote] }
      return [byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? 0x20 : byte]
    }
    return [quote] + inner + [quote]
  }

  private static func value(_ cell: RowSample.Cell) -> [UInt8] {
    let text = String(decoding: cell.text, as: UTF8.self)
    let json: JSON
    switch cell.kind {
    case .missing: json = .null
    case .integral, .fractional:
      let digits = text.filter { $0 != " " }
      json = Int(digits).map(JSON.integer) ?? Double(digits).map(JSON.number) ?? .string(text)
    case .boolean: json = .boolean(text == "true")
    case .timestamp, .text: json = .string(text)
    }
    return Array(json.text().utf8)
  }
}
