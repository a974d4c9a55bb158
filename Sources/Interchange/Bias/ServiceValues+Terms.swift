import Engine

extension ServiceValues {
  /// The column and the values of a condition, in the service's words; nil where it has none.
  package static func words(for condition: Term) -> (column: String, value: String)? {
    switch condition.kind {
    case .compare(let left, .equal, let right):
      guard case .column(let name) = left.kind, let value = right.constant.flatMap(word) else {
        return nil
      }
      return (name, value)
    case .compare(let left, .greater, let right):
      guard case .column(let name) = left.kind, let limit = right.constant?.number else {
        return nil
      }
      return (name, "(\(Number.text(limit)), Infinity]")
    case .member(let left, negated: false, let set):
      guard case .column(let name) = left.kind, case .set(let values) = set.kind,
        let text = words(values)
      else { return nil }
      return (name, text)
    default: return nil
    }
  }

  /// Values with commas between them.
  package static func words(_ set: ValueSet) -> String? {
    guard case .values(let values) = set else { return nil }
    let words = values.compactMap(word)
    return words.count == values.count ? words.joined(separator: ",") : nil
  }

  private static func word(_ value: Value) -> String? {
    switch value {
    case .number(let number): Number.text(number)
    case .text(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .null: nil
    }
  }
}
