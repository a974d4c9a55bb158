/// A constant set of values: a list, or a range of numbers.
package enum ValueSet: Sendable, Hashable {
  case values([Value])
  case range(low: Double, high: Double, closed: Bool)

  package func contains(_ number: Double) -> Bool {
    switch self {
    case .values(let values): values.contains(.number(number))
    case .range(let low, let high, let closed):
      number >= low && (closed ? number <= high : number < high)
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
    }
  }
}
