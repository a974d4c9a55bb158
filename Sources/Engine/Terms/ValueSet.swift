/// A constant set of values: a list, or a range of numbers.
package enum ValueSet: Sendable, Hashable {
  case values([Value])
  case range(low: Double, high: Double, closed: Bool)
  /// A list or a range of times, in seconds since 1970-01-01T00:00:00Z: cells are compared as
  /// times.
  indirect case times(ValueSet)

  package func contains(_ number: Double) -> Bool {
    switch self {
    case .values(let values): values.contains(.number(number))
    case .range(let low, let high, let closed):
      number >= low && (closed ? number <= high : number < high)
    case .times(let set): set.contains(number)
    }
  }

  package func contains(_ value: Value) -> Bool {
    if case .values(let values) = self { return values.contains(value) }
    return value.number.map { contains($0) } ?? false
  }

  /// Whether a value is of the type of its members.
  package func isOfType(of value: Value) -> Bool {
    ValueSet.values([value]).elementType == elementType
  }

  /// What its members are.
  var elementType: ValueType {
    switch self {
    case .range: .number
    case .times: .time
    case .values(let values):
      switch values.first {
      case .number: .number
      case .text: .string
      case .boolean: .boolean
      case .null, nil: .cell
      }
    }
  }

  /// Whether members are compared as text; a list of mixed types is refused by the checker.
  package var isText: Bool {
    if case .values(let values) = self, case .text? = values.first { true } else { false }
  }
}

extension ValueSet: CustomStringConvertible {
  package var description: String {
    switch self {
    case .values(let values): "[" + values.map(Quoting.value).joined(separator: ", ") + "]"
    case .range(let low, let high, let closed):
      "\(Number.text(low))\(closed ? "..." : "..<")\(Number.text(high))"
    case .times(.values(let values)):
      "[" + values.compactMap(\.number).map(ValueSet.time).joined(separator: ", ") + "]"
    case .times(.range(let low, let high, let closed)):
      "\(ValueSet.time(low))\(closed ? "..." : "..<")\(ValueSet.time(high))"
    case .times(let set): set.description
    }
  }

  private static func time(_ seconds: Double) -> String {
    guard seconds == seconds.rounded(), let time = CalendarTime(epochSeconds: seconds) else {
      return "time \(Number.text(seconds))"
    }
    return time.text
  }
}
