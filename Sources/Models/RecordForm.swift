import Engine
import Statistics

/// How records are written for a model.
package struct RecordForm: Sendable {
  private let content: ModelSpecification.Content
  /// What stands before the value of each feature.
  private let keys: [[UInt8]]

  package init(_ content: ModelSpecification.Content, features: [String]) {
    self.content = content
    keys = features.map { name in
      content == .jsonLines ? Array((JSON.string(name).text() + ": ").utf8) : []
    }
  }

  /// The value of a feature as it stands in a record, written once for all records that have it.
  package func cell(_ cell: RowSample.Cell, feature: Int) -> [UInt8] {
    keys[feature] + (content == .csv ? Self.field(cell.text) : Self.value(cell))
  }

  /// A record of such cells.
  package func record(_ cells: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cells.reduce(2) { $0 + $1.count + 1 })
    switch content {
    case .csv: break
    case .jsonLines: bytes.append(UInt8(ascii: "{"))
    case .json: bytes.append(UInt8(ascii: "["))
    }
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += cell
    }
    switch content {
    case .csv: break
    case .jsonLines: bytes.append(UInt8(ascii: "}"))
    case .json: bytes.append(UInt8(ascii: "]"))
    }
    return bytes
  }

  /// A question with several records.
  package func question(_ records: ArraySlice<[UInt8]>) -> [UInt8] {
    if content == .json {
      return Array("{\"instances\": [".utf8) + records.joined(separator: Array(", ".utf8))
        + Array("]}".utf8)
    }
    return records.flatMap { $0 + [UInt8(ascii: "\n")] }
  }

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
