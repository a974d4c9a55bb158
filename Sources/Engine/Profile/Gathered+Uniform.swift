import Statistics

extension Gathered {
  /// Whether every value of a column is of its type, so that no number stands among texts; false where
  /// the kinds of its cells were not counted.
  package func isUniform(_ column: String) -> Bool {
    guard let counts = self[ColumnProfile.Readings(column).types], let type = ColumnType(counts)
    else { return false }
    return type != .string || counts[.text] == counts.present
  }
}
