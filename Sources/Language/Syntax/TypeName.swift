/// A word that names types in rules: `numeric` stands for two of them.
package enum TypeName: String, Sendable, Hashable, CaseIterable {
  case integral, fractional, numeric, boolean, timestamp, string, categorical

  /// Other spellings that users of other tools bring.
  package static let synonyms: [String: TypeName] = [
    "integer": .integral, "int": .integral, "float": .fractional, "number": .numeric,
    "text": .string, "bool": .boolean, "time": .timestamp, "date": .timestamp,
  ]
}
