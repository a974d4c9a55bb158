/// `columns.X.required`: the data hold the column.
struct RequiredColumn: Metric {
  static let signature = Signature("required", .column(), returns: .boolean)
  static let documentation = Documentation(
    "Whether the data hold a column that `columns { }` lists.", formula: "the column is there")
  static let readsSchema = true
  static let examples: [Example] = []

  private let column: String

  init(_ column: String) { self.column = column }
  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    column = try arguments.column().columnName ?? ""
  }

  var reads: [StatisticRequest] { [] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    .boolean(statistics.schema[column] != nil)
  }
}
