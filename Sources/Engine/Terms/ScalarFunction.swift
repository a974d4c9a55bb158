/// A function of values that stands at every stage.
package enum ScalarFunction: String, Sendable, CaseIterable {
  case abs, ln, log10, exp, sqrt, round, floor, ceil, clamp, least, greatest
  case length, lower, upper, trim, text, number
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case contains
  case year, month, day, hour, weekday, age
  case jsonValue = "json_value"

  /// What it takes; the last repeats where more may stand.
  var parameters: [ValueType] {
    switch self {
    case .abs, .ln, .log10, .exp, .sqrt, .round, .floor, .ceil: [.number]
    case .clamp: [.number, .number, .number]
    case .least, .greatest: [.number, .number]
    case .length, .lower, .upper, .trim: [.string]
    case .text, .number: [.cell]
    case .startsWith, .endsWith, .contains, .jsonValue: [.string, .string]
    case .year, .month, .day, .hour, .weekday, .age: [.time]
    }
  }

  var isVariadic: Bool { self == .least || self == .greatest }

  var result: ValueType {
    switch self {
    case .lower, .upper, .trim, .text: .string
    case .startsWith, .endsWith, .contains: .boolean
    case .jsonValue: .cell
    case .age: .duration
    default: .number
    }
  }
}
