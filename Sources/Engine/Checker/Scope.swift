import Language

/// What names mean at a place of a rule file.
package struct Scope: Sendable {
  package let catalogue: Catalogue
  package var lets: [String: NamedExpression] = [:]
  /// Names of `let` declarations that stand for more than is borne, which has been told.
  package var multipliedLets: Set<String> = []
  /// Columns that are computed for each record, by name.
  package var derived: [String: NamedExpression] = [:]
  /// Values that are recorded for each window, by name.
  package var metrics: [String: NamedExpression] = [:]
  /// What `define` declares, by name.
  package var definitions: [String: NamedExpression] = [:]
  /// Definitions whose mistakes have been told.
  package var mistakenDefinitions: Set<String> = []
  /// What stands for each parameter, inside the body of a definition.
  package var parameters: [String: Filling] = [:]
  /// The sets that files hold, by where rules name them; nil where no file can be read.
  package var sets: [Links.Place: ValueSet]?
  /// Loop variables and the column that each stands for.
  package var loops: [String: LoopColumn] = [:]
  /// The columns that sets of columns are taken from; nil where no schema is known.
  package var schema: Schema?
  /// The columns that can be named: any other is a mistake. Nil where any can.
  package var knownColumns: Set<String>?
  /// The part of captured records that a column is of: `input.x` then names the column `x`.
  package var sections: [String: String] = [:]
  package var facts = ColumnFacts()
  /// What the model predicts, for metrics of predictions.
  package var task: ModelTask?
  /// Where attributions of the model's features come from, for metrics of them.
  package var attributions: AttributionSource?
  /// Whether the monitor says so, however wrongly.
  var saysAttributions = false
  /// How the model is asked.
  package var model: ModelSpecification?
  /// Arguments that the monitor gives a metric where a call does not: by the metric's name, the one
  /// first without which the others mean nothing.
  package var defaults: [String: [Argument]] = [:]
  /// The rule's `where`.
  package var filter: RowExpression?
  /// The left operand, which the bare word `baseline` repeats.
  package var left: Term?

  package init(catalogue: Catalogue, schema: Schema? = nil) {
    self.catalogue = catalogue
    self.schema = schema
  }

  /// What the rule files name, for suggestions.
  var declaredNames: [String] {
    (Array(lets.keys) + metrics.keys + definitions.keys).sorted()
  }

  /// `input.x` as `x`, where that is a column of that part and no column has the whole name.
  func bareName(_ written: String) -> String {
    guard let dot = written.firstIndex(of: "."), knownColumns?.contains(written) != true else {
      return written
    }
    let name = String(written[written.index(after: dot)...])
    return sections[name] == String(written[..<dot]) ? name : written
  }

  package enum LoopColumn: Sendable {
    /// One column of a known schema.
    case column(String)
    /// Some column: no schema is known yet.
    case anyColumn
  }
}

/// What stands for a parameter in the body of a definition.
package enum Filling: Sendable {
  /// An argument of the call, what its names mean there, and the names that are being read there.
  case argument(Expression, Scope, reading: [String])
  /// The column of an entry of `columns { }`.
  case column(Term)
  /// The definition itself is looked at: anything may stand here.
  case anything
}

/// Where an expression stands: what its names mean.
package enum Place: Sendable {
  /// Per record: bare names are columns.
  case row
  /// Over a window: bare names are metrics.
  case window
}
