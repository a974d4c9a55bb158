import Language
import Statistics

extension ScalarFunction {
  /// The value over texts, as spelled in a cell; null where it has none.
  func apply(toTexts values: [String?]) -> Value {
    guard let first = values.first, let text = first else { return .null }
    switch self {
    case .text: return .text(text)
    case .lower: return .text(text.lowercased())
    case .upper: return .text(text.uppercased())
    case .trim: return .text(Scalars.trim(text))
    case .length: return .number(Scalars.count(text.utf8))
    case .number:
      let (kind, number) = CellParser.parse(text.utf8)
      return kind.isNumber ? .number(number) : .null
    case .startsWith, .endsWith, .contains:
      guard values.count > 1, let part = values[1] else { return .null }
      return .boolean(holds(Array(text.utf8), Array(part.utf8)))
    case .jsonValue:
      guard values.count > 1, let path = values[1].flatMap(JSONPath.init),
        let value = path.value(in: Array(text.utf8)[...]).flatMap(JSONCells.judge)
      else { return .null }
      switch value.kind {
      case .missing: return .null
      case .boolean: return .boolean(value.number != 0)
      case .text: return .text(String(decoding: value.text, as: UTF8.self))
      case .integral, .fractional, .timestamp: return .number(value.number)
      }
    default: return .null
    }
  }
}

extension Value {
  /// The spelling that a cell of this value has.
  func asText(of type: ValueType) -> String? {
    switch self {
    case .null: nil
    case .text(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .number(let number):
      type == .time
        ? CalendarTime(epochSeconds: number)?.text ?? Number.text(number) : Number.text(number)
    }
  }
}

extension MetricValue {
  /// What a cell of this value would be; nil where it is unknown.
  func kind(of type: ValueType) -> CellKind? {
    switch self {
    case .number(let estimate):
      if type == .time {
        .timestamp
      } else {
        estimate.value == estimate.value.rounded() ? .integral : .fractional
      }
    case .time: .timestamp
    case .text: .text
    case .boolean: .boolean
    case .structure, .unknown: nil
    }
  }
}
