/// What documents of other programs, and of other runs, are asked for.
extension JSON {
  /// Its members by name; of a name that stands twice the last. Empty where it is no object.
  package var fields: [String: JSON] {
    guard case .object(let members) = self else { return [:] }
    return Dictionary(members.map { ($0.key, $0.value) }) { _, last in last }
  }

  /// Empty where it is no array.
  package var items: [JSON] { if case .array(let items) = self { items } else { [] } }

  package var words: String? { if case .string(let text) = self { text } else { nil } }

  /// A number, or the string that stands for an infinity.
  package var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: nil
    }
  }
}
