import Engine
import JSONText

/// What a script says of a record, on a line of its own.
enum ScriptReply: Equatable {
  /// `{"_row": 7, "a": 1}`, `{"_row": 7, "_rows": [{…}, {…}]}`; no row where it is left out on purpose.
  case rows([JSON])
  /// `{"_row": 7, "_error": "…"}`
  case failure(String)

  /// - Returns: nil where the line is no answer.
  static func read(_ line: ArraySlice<UInt8>) -> (row: Int, reply: ScriptReply)? {
    guard let json = try? JSON(parsing: Array(line)), case .object(let members) = json,
      case .integer(let row)? = members.first(where: { $0.key == ScriptRecord.rowKey })?.value
    else { return nil }
    for member in members {
      switch (member.key, member.value) {
      case ("_error", .string(let text)): return (row, .failure(text))
      case ("_rows", .array(let rows)):
        let areObjects = rows.allSatisfy { if case .object = $0 { true } else { false } }
        return areObjects ? (row, .rows(rows)) : nil
      default: break
      }
    }
    return (row, .rows([.object(members.filter { $0.key != ScriptRecord.rowKey })]))
  }
}
