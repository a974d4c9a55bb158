import Statistics

/// What `json_value` finds in cells of JSON text: a number or truth value as such, a string as text or a
/// time, null as nothing, lists and objects as their own text.
struct JSONCells {
  private let path: JSONPath
  private var kinds: [CellKind] = []
  private var numbers: [Double] = []
  private var text = TextCells()

  init(_ path: JSONPath) { self.path = path }

  /// A column of the values in some cells.
  static func column(_ cells: TextCells, _ path: JSONPath) -> Column {
    var result = JSONCells(path)
    for row in 0..<cells.count { result.add(cells[row]) }
    let column = Column()
    column.fill(kinds: result.kinds, numbers: result.numbers, text: result.text)
    return column
  }

  private mutating func add(_ cell: ArraySlice<UInt8>?) {
    let found = cell.flatMap(path.value).flatMap(JSONCells.judge)
    kinds.append(found?.kind ?? .missing)
    numbers.append(found?.number ?? .nan)
    if let found { text.append(found.text) } else { text.appendMissing() }
  }

  /// The kind, number and text of a JSON value; nil for null.
  static func judge(_ value: ArraySlice<UInt8>) -> (kind: CellKind, number: Double, text: [UInt8])?
  {
    switch value.first {
    case UInt8(ascii: "\""):
      let text = TextScanner.jsonString(value)
      let (kind, number) = CellParser.parse(text)
      return kind == .timestamp ? (kind, number, text) : (.text, .nan, text)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return (.text, .nan, Array(value))
    case UInt8(ascii: "n"), nil: return nil
    default:
      let (kind, number) = CellParser.parse(value)
      return (kind, number, Array(value))
    }
  }
}
