/// What a set of columns selects from a schema.
package struct SelectedColumns: Sendable {
  private let set: ColumnSet
  /// Columns that belong to it, or may once their type is known, in the schema's order; none where
  /// no schema is known.
  package let candidates: [Schema.Column]
  private let facts: ColumnFacts

  init(_ set: ColumnSet, of schema: Schema?, _ facts: ColumnFacts) {
    self.set = set
    self.facts = facts
    candidates = (schema?.columns ?? []).filter { set.membership(of: $0, facts) != .no }
  }

  /// Whether a candidate belongs to the set whatever its values are.
  package func isSettled(_ column: Schema.Column) -> Bool {
    set.membership(of: column, facts) == .yes
  }

  /// Whether a candidate belongs to the set, now that its type is known; of no type where it holds
  /// no value, it does.
  package func contains(_ column: Schema.Column, type: ColumnType?) -> Bool {
    var column = column
    column.type = column.type ?? type
    return set.contains(column, facts)
  }
}
