import Language
import Statistics

/// What a column is, for choosing metrics and for `for each TYPE column`.
package enum ColumnType: String, Sendable, Hashable, CaseIterable {
  case integral, fractional, boolean, timestamp, string

  package var isNumeric: Bool { self == .integral || self == .fractional }

  /// The type that counts of cells speak for; nil where no cell holds a value.
  package init?(_ counts: TypeCounts) {
    switch counts.inferred {
    case .unknown: return nil
    case .integral: self = .integral
    case .fractional: self = .fractional
    case .boolean: self = .boolean
    case .string: self = counts[.timestamp] == counts.present ? .timestamp : .string
    }
  }
}

/// Targets that see no syntax name types, too.
package typealias TypeName = Language.TypeName
