import Engine

/// What the service writes of a column's values in one string: a value, several with commas between
/// them, or an interval `(40.0, 90.0]` that is open below.
package enum ServiceValues: Equatable {
  case values([Value])
  case above(Double)

  package init(_ text: String) {
    if let limit = Self.threshold(text) {
      self = .above(limit)
      return
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " })
    }
    let numbers = parts.compactMap(Self.number)
    self = .values(
      numbers.count == parts.count ? numbers.map(Value.number) : parts.map(Value.text))
  }

  private static func threshold(_ text: String) -> Double? {
    guard text.hasPrefix("("), text.hasSuffix("]") else { return nil }
    let ends = text.dropFirst().dropLast().split(separator: ",").map {
      String($0.drop { $0 == " " })
    }
    guard ends.count == 2, number(ends[1]) != nil || ends[1] == "Infinity" else { return nil }
    return number(ends[0])
  }

  /// Plain decimal numbers alone: `nan`, `inf` and `0x1` are words.
  private static func number(_ text: String) -> Double? {
    guard let first = text.utf8.first(where: { $0 != 0x2d && $0 != 0x2b }),
      (0x30...0x39).contains(first), !text.contains(where: { "xXpP".contains($0) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  /// `Sex == 0`, `race in ["A", "B"]`, `age > 40`
  package func condition(on column: String) -> String {
    switch self {
    case .above(let limit): "\(column) > \(Self.text(.number(limit)))"
    case .values(let values) where values.count == 1: "\(column) == \(Self.text(values[0]))"
    case .values: "\(column) in \(list)"
    }
  }

  /// A value or a list of them; nil for a threshold.
  package var positive: String? {
    switch self {
    case .above: nil
    case .values(let values): values.count == 1 ? Self.text(values[0]) : list
    }
  }

  private var list: String {
    guard case .values(let values) = self else { return "" }
    return "[" + values.map(Self.text).joined(separator: ", ") + "]"
  }

  private static func text(_ value: Value) -> String {
    if case .number(let number) = value { Number.text(number) } else { Quoting.value(value) }
  }
}
