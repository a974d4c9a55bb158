import Engine
import JSONText

/// A record on its way through a script, and where it comes from.
package struct ScriptRecord: Sendable {
  package let input: String
  package let line: Int
  package let bytes: [UInt8]
  /// Why it can't be read; nil where it can.
  package let fault: String?

  package init(input: String, line: Int, bytes: [UInt8], fault: String? = nil) {
    self.input = input
    self.line = line
    self.bytes = bytes
    self.fault = fault
  }

  /// The key by which an answer names its record.
  static let rowKey = "_row"

  /// The record as the script gets it: its own members, and `_row`; nil where it is no object.
  func request(_ row: Int) -> [UInt8]? {
    guard let json = try? JSON(parsing: bytes), case .object(let members) = json else { return nil }
    let number = JSON.Member(ScriptRecord.rowKey, .integer(row))
    return Array(JSON.object([number] + members).text().utf8) + [UInt8(ascii: "\n")]
  }

  /// What takes the record's place: of a captured one the rows as its input, its ids, time and labels as
  /// they were; of others a line each.
  package func replaced(by rows: [JSON]) -> [UInt8] {
    guard let json = try? JSON(parsing: bytes), case .object(let members) = json,
      members.contains(where: { $0.key == "captureData" })
    else { return rows.flatMap { Array($0.text().utf8) + [UInt8(ascii: "\n")] } }
    let input = JSON.object([
      "observedContentType": .string("application/json"), "mode": .string("INPUT"),
      "data": .string((rows.count == 1 ? rows[0] : .array(rows)).text()),
      "encoding": .string("JSON"),
    ])
    let changed = members.map { member in
      member.key == "captureData"
        ? JSON.Member("captureData", .object(["endpointInput": input])) : member
    }
    return Array(JSON.object(changed).text().utf8) + [UInt8(ascii: "\n")]
  }
}
