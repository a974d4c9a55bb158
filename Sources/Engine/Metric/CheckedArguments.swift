/// The arguments of a metric's call, checked against its signature.
package struct CheckedArguments: Sendable {
  package enum Argument: Sendable {
    case column(RowExpression)
    case columns([RowExpression])
    case columnSet(SelectedColumns)
    case predicate(RowExpression)
    case number(Double)
    case numbers([Double])
    case value(Value)
    case word(String)
    case set(ValueSet)
    case pattern(Pattern)
  }

  package let values: [String: Argument]
  /// Rows that count; nil for all. From the rule's `where` and the call's own `where:`.
  package let filter: RowExpression?
  /// Facts about the columns, from the baseline's schema and `columns { }`.
  package let facts: ColumnFacts
  /// The monitor's task; there where the signature asks for one.
  package let task: ModelTask?
  /// Where attributions come from; there where the signature asks for them.
  package let attributions: AttributionSource?

  package init(
    _ values: [String: Argument], filter: RowExpression? = nil, facts: ColumnFacts = ColumnFacts(),
    task: ModelTask? = nil, attributions: AttributionSource? = nil
  ) {
    self.values = values
    self.filter = filter
    self.facts = facts
    self.task = task
    self.attributions = attributions
  }

  package func column(_ name: String = "c") throws(ArgumentError) -> RowExpression {
    if case .column(let expression)? = values[name] { return expression }
    throw ArgumentError(name, "`\(name)` must be a column")
  }

  package func columns(_ name: String = "c") throws(ArgumentError) -> [RowExpression] {
    if case .columns(let expressions)? = values[name] { return expressions }
    throw ArgumentError(name, "`\(name)` must be one column or more")
  }

  package func columnSet(_ name: String = "set") throws(ArgumentError) -> SelectedColumns {
    if case .columnSet(let selected)? = values[name] { return selected }
    throw ArgumentError(
      name, "`\(name)` must be a set of columns, such as columns(\"history_*\", numeric)")
  }

  /// The column of the task that plays a role.
  package func role(_ role: ModelTask.Role) throws(ArgumentError) -> RowExpression {
    if let expression = task?.roles[role] { return expression }
    throw ArgumentError("task", "the monitor's `task` does not name its `\(role.rawValue)`")
  }

  package func predicate(_ name: String = "P") throws(ArgumentError) -> RowExpression {
    if case .predicate(let expression)? = values[name] { return expression }
    throw ArgumentError(name, "`\(name)` must be a condition on a record")
  }

  package func number(_ name: String) -> Double? {
    if case .number(let value)? = values[name] { value } else { nil }
  }

  package func numbers(_ name: String) -> [Double]? {
    if case .numbers(let values)? = values[name] { values } else { nil }
  }

  package func value(_ name: String) -> Value? {
    if case .value(let value)? = values[name] { value } else { nil }
  }

  package func word(_ name: String) -> String? {
    if case .word(let value)? = values[name] { value } else { nil }
  }

  package func set(_ name: String = "set") throws(ArgumentError) -> ValueSet {
    if case .set(let value)? = values[name] { return value }
    throw ArgumentError(
      name, "`\(name)` must be a set or a range, such as [\"A\", \"B\"] or 0...10")
  }

  package func pattern(_ name: String = "pattern") throws(ArgumentError) -> Pattern {
    if case .pattern(let value)? = values[name] { return value }
    throw ArgumentError(name, "`\(name)` must be a regex, such as /^[A-Z]+$/")
  }

  /// How a column is compared: as numbers or as categories; nil where that is not known yet.
  package func isNumeric(_ expression: RowExpression) -> Bool? {
    facts.isNumeric(expression)
  }
}

/// What is known of columns before data are read.
package struct ColumnFacts: Sendable {
  package var types: [String: ColumnType]
  /// Who says so, of columns of which every value is said to be of the type.
  package var typeSources: [String: TypeSource] = [:]
  /// Columns flagged `categorical`: numbers that are codes.
  package var categorical: Set<String>
  /// Columns flagged `sensitive`: never shown as evidence.
  package var sensitive: Set<String>
  /// What `columns { }` lists.
  package var listed: [ColumnSet] = []
  /// The time of a record, by which the monitor cuts windows.
  package var recordTime: RowExpression?
  /// Names that columns may have, as far as is known.
  package var known: [String] = []

  package init(
    types: [String: ColumnType] = [:], categorical: Set<String> = [], sensitive: Set<String> = []
  ) {
    self.types = types
    self.categorical = categorical
    self.sensitive = sensitive
  }

  /// Whether `columns { }` lists a column; nil where a type decides that is not known yet.
  package func lists(_ name: String, type: ColumnType?) -> Bool? {
    let column = Schema.Column(name, type)
    return switch ColumnSet.union(listed).membership(of: column, self) {
    case .yes: true
    case .no: false
    case .unknown: nil
    }
  }

  /// The type of the values of an expression, where it is known before data are read.
  package func type(of expression: RowExpression) -> ColumnType? {
    if let name = expression.columnName { return types[name] }
    return switch expression.term.type {
    case .number, .duration, .bytes: .fractional
    case .time: .timestamp
    case .string: .string
    case .boolean: .boolean
    default: nil
    }
  }

  /// Whether values of any of these columns must not be shown.
  package func areSensitive(_ expressions: [RowExpression]) -> Bool {
    expressions.flatMap(\.columns).contains(where: sensitive.contains)
  }

  package func isNumeric(_ expression: RowExpression) -> Bool? {
    if let name = expression.columnName {
      if categorical.contains(name) { return false }
      return types[name].map(\.isNumeric)
    }
    return switch expression.term.type {
    case .number, .duration, .bytes: true
    case .string, .boolean: false
    default: nil
    }
  }
}
