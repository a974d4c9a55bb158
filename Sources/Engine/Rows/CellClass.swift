import Statistics

/// As what two cells are compared: the literal beside a cell decides.
enum CellClass {
  case number, time, text, boolean
  /// Two cells: each pair by what both are.
  case either

  init(_ a: Term, _ b: Term) { self.init(a.type == .cell ? b.type : a.type) }

  init(_ type: ValueType) {
    switch type {
    case .number, .duration, .bytes: self = .number
    case .time: self = .time
    case .string: self = .text
    case .boolean: self = .boolean
    default: self = .either
    }
  }

  /// As what a present cell is compared with a constant: nil for a missing one.
  @inline(__always)
  init?(of kind: CellKind) {
    switch kind {
    case .integral, .fractional: self = .number
    case .boolean: self = .boolean
    case .timestamp: self = .time
    case .text: self = .text
    case .missing: return nil
    }
  }

  /// Whether a cell's number may be compared under this class.
  func accepts(_ kind: CellKind) -> Bool {
    switch self {
    case .number: kind.isNumber
    case .time: kind == .timestamp
    case .boolean: kind == .boolean
    case .text, .either: false
    }
  }
}

extension TypeName {
  /// Whether a cell's spelling or value is of the type; a fractional accepts integral spellings.
  package func accepts(_ kind: CellKind) -> Bool {
    switch self {
    case .integral: kind == .integral
    case .fractional, .numeric: kind.isNumber
    case .boolean: kind == .boolean
    case .timestamp: kind == .timestamp
    case .string, .categorical: kind == .text
    }
  }
}
