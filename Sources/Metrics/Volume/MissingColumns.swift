import Engine

struct MissingColumns: Metric {
  static let signature = Signature("missing_columns", returns: .count, worse: .higher)
  static let documentation = Documentation(
    "Number of the baseline's columns that the data lack.",
    formula: "|baseline columns − data columns|",
    unknown: [.noBaseline: "there is no baseline"],
    source: "Amazon SageMaker Model Monitor, missing_column_check")
  static let readsSchema = true
  static let examples = [
    Example("missing_columns", over: "a\n1\n", against: "a,b\n1,2\n", is: .number(1))
  ]

  init(_ arguments: CheckedArguments) throws(ArgumentError) {}

  var reads: [StatisticRequest] { [] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let baseline else { return .unknown(.noBaseline) }
    return .number(Double(lacking(statistics, baseline).count))
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    baseline.map { lacking(statistics, $0).map { Evidence($0) } } ?? []
  }

  private func lacking(_ statistics: Gathered, _ baseline: Gathered) -> [String] {
    baseline.schema.names.filter { statistics.schema[$0] == nil }
  }
}
