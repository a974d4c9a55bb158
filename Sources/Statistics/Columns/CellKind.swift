/// What a cell holds, judged by its spelling in text sources and by its value in typed ones.
///
/// The spellings are the service's: an integral is `[+-]? ?digits`; a fractional has a point with
/// digits on both sides, or an exponent; a boolean is `true` or `false`. A timestamp is an ISO 8601
/// date, or date and time. Everything else is text.
@usableFromInline package enum CellKind: UInt8, Sendable, CaseIterable {
  case missing = 0
  case integral
  case fractional
  case boolean
  case timestamp
  case text

  // Other modules would call a witness for each cell.
  @inlinable package static func == (one: CellKind, other: CellKind) -> Bool {
    one.rawValue == other.rawValue
  }

  package var isNumber: Bool { self == .integral || self == .fractional }
}
