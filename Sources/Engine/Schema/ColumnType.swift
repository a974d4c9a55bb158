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

/// A word that names types in rules: `numeric` stands for two of them.
package enum TypeName: String, Sendable, Hashable, CaseIterable {
  case integral, fractional, numeric, boolean, timestamp, string, categorical

  /// Other spellings that users of other tools bring.
  package static let synonyms: [String: TypeName] = [
    "integer": .integral, "int": .integral, "float": .fractional, "number": .numeric,
    "text": .string, "bool": .boolean, "time": .timestamp, "date": .timestamp,
  ]
}
