import Engine

struct ExtraColumns: Metric {
  static let signature = Signature("extra_columns", returns: .count, worse: .higher)
  static let documentation = Documentation(
    "Number of columns of the data that are neither in the baseline nor listed in `columns { }`.",
    formula: "|data columns − baseline columns − listed columns|",
    unknown: [.noBaseline: "there is no baseline, and `columns { }` lists nothing"],
    source: "Amazon SageMaker Model Monitor, extra_column_check")
  static let examples = [
    Example("extra_columns", over: "a,b\n1,2\n", against: "a\n1\n", is: .number(1))
  ]

  private let facts: ColumnFacts

  init(_ arguments: CheckedArguments) throws(ArgumentError) { facts = arguments.facts }

  var reads: [StatisticRequest] { [] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    if baseline == nil, facts.listed.isEmpty { return .unknown(.noBaseline) }
    return .number(Double(extra(statistics, baseline).count))
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    extra(statistics, baseline).map { Evidence($0) }
  }

  private func extra(_ statistics: Gathered, _ baseline: Gathered?) -> [String] {
    statistics.schema.columns.filter { column in
      baseline?.schema[column.name] == nil
        && !facts.listed.contains { $0.contains(column, facts) }
    }.map(\.name)
  }
}
