/// What a cell holds, judged by its spelling in text sources and by its value in typed ones.
///
/// The spellings are the service's: an integral is `[+-]? ?digits`; a fractional has a point with
/// digits on both sides, or an exponent; a boolean is `true` or `false`. A timestamp is an ISO 8601
/// date, or date and time. Everything else is text.
package enum CellKind: UInt8, Sendable, CaseIterable {
  case missing = 0
  case integral
  case fractional
  case boolean
  case timestamp
  case text

  package var isNumber: Bool { self == .integral || self == .fractional }
}
