/// Which cells of a column a metric or an operator reads; it leaves the others out.
package enum CellUse: Sendable, Equatable {
  case any, numbers, times, numbersOrTimes, booleans
  /// Any cell, by its spelling.
  case texts

  /// Whether a column that holds values of one type alone has any such cell.
  func reads(_ type: ColumnType) -> Bool {
    switch self {
    case .any, .texts: true
    case .numbers: type.isNumeric
    case .times: type == .timestamp
    case .numbersOrTimes: type.isNumeric || type == .timestamp
    case .booleans: type == .boolean
    }
  }

  /// What a cell is read as beside a value of a type; nil where that says nothing.
  init?(beside type: ValueType) {
    switch type {
    case .number, .duration, .bytes: self = .numbers
    case .time: self = .times
    case .boolean: self = .booleans
    case .string: self = .texts
    default: return nil
    }
  }

  /// As people call it: `works on numbers`.
  var noun: String {
    switch self {
    case .any: "values"
    case .numbers: "numbers"
    case .times: "times"
    case .numbersOrTimes: "numbers and times"
    case .booleans: "true and false"
    case .texts: "texts"
    }
  }
}

extension ColumnType {
  /// What a column of the type holds: `texts`.
  var noun: String {
    switch self {
    case .integral, .fractional: "numbers"
    case .boolean: "true and false"
    case .timestamp: "times"
    case .string: "texts"
    }
  }
}
