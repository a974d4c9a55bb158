import Engine
import JSONText

/// What a script says of a record, on a line of its own.
enum ScriptReply: Equatable {
  /// `{"_row": 7, "a": 1}`, `{"_row": 7, "_rows": [{…}, {…}]}`; no row where it is left out on purpose.
  case rows([JSON])
  /// `{"_row": 7, "_error": "…"}`
  case failure(String)
  /// It names its record, and what it says of it can't be taken: why.
  case wrong(String)

  /// - Returns: nil where the line is no answer.
  static func read(_ line: ArraySlice<UInt8>) -> (row: Int, reply: ScriptReply)? {
    guard let json = try? JSON(parsing: Array(line)), case .object(let members) = json,
      case .integer(let row)? = members.first(where: { $0.key == ScriptRecord.rowKey })?.value
    else { return nil }
    for member in members where member.value != .null {
      switch (member.key, member.value) {
      case ("_error", .string(let text)): return (row, .failure(text))
      case ("_error", _): return (row, .wrong("its answer's _error is no text"))
      case ("_rows", .array(let rows)) where rows.allSatisfy(isObject): return (row, .rows(rows))
      case ("_rows", _): return (row, .wrong("its answer's _rows is no list of objects"))
      default: break
      }
    }
    let own = members.filter { ![ScriptRecord.rowKey, "_rows", "_error"].contains($0.key) }
    return (row, .rows([.object(own)]))
  }

  private static func isObject(_ json: JSON) -> Bool {
    if case .object = json { true } else { false }
  }
}
