import Engine

struct ColumnCount: Metric {
  static let signature = Signature("column_count", returns: .count)
  static let documentation = Documentation(
    "Number of columns of the data; of captured requests, those of input and output.",
    formula: "|data columns|",
    source: "Amazon SageMaker Model Monitor, missing_column_check and extra_column_check")
  static let readsSchema = true
  static let examples = [Example("column_count", over: "a,b\n1,2\n", is: .number(2))]

  init(_ arguments: CheckedArguments) throws(ArgumentError) {}

  var reads: [StatisticRequest] { [] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    .number(Double(statistics.schema.columns.count { !$0.isBeside }))
  }
}
