/// A value of the language at run time.
///
/// Durations are numbers in seconds, sizes numbers in bytes, times numbers in seconds since
/// 1970-01-01T00:00:00Z: the checker keeps them apart, so that values need not.
package enum Value: Sendable, Hashable {
  case null
  case number(Double)
  case text(String)
  case boolean(Bool)

  package var number: Double? { if case .number(let value) = self { value } else { nil } }
  package var text: String? { if case .text(let value) = self { value } else { nil } }
  package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

  package var json: JSON {
    switch self {
    case .null: .null
    case .number(let value): .number(value)
    case .text(let value): .string(value)
    case .boolean(let value): .boolean(value)
    }
  }
}
