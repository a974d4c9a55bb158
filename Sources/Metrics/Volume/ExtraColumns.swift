import Engine
import Statistics

struct ExtraColumns: Metric {
  static let signature = Signature("extra_columns", returns: .count, worse: .higher)
  static let documentation = Documentation(
    "Number of columns of the data that are neither in the baseline nor listed in `columns { }`.",
    formula: "|data columns − baseline columns − listed columns|",
    unknown: [.noBaseline: "there is no baseline, and `columns { }` lists nothing"],
    source: "Amazon SageMaker Model Monitor, extra_column_check")
  static let readsSchema = true
  static let examples = [
    Example("extra_columns", over: "a,b\n1,2\n", against: "a\n1\n", is: .number(1))
  ]

  private let facts: ColumnFacts
  /// Kinds of the values of columns whose type decides whether they are listed.
  private let types: [String: Reading<TypeCounts>]

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let facts = arguments.facts
    self.facts = facts
    let open = facts.known.filter { facts.lists($0, type: facts.types[$0]) == nil }
    types = Dictionary(
      open.map { ($0, Reading(over: RowExpression(column: $0), where: nil)) },
      uniquingKeysWith: { first, _ in first })
  }

  var reads: [StatisticRequest] { types.sorted { $0.key < $1.key }.map(\.value.request) }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    if baseline == nil, facts.listed.isEmpty { return .unknown(.noBaseline) }
    return .number(Double(extra(statistics, baseline).count))
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    extra(statistics, baseline).map { Evidence($0) }
  }

  private func extra(_ statistics: Gathered, _ baseline: Gathered?) -> [String] {
    statistics.schema.columns.filter { column in
      !column.isBeside && baseline?.schema[column.name] == nil
        && baseline?.heldOut?.schema[column.name] == nil && !isListed(column, statistics)
    }.map(\.name)
  }

  /// A column without values is listed by any type.
  private func isListed(_ column: Schema.Column, _ statistics: Gathered) -> Bool {
    let seen = types[column.name].flatMap { statistics[$0] }.flatMap(ColumnType.init)
    return facts.lists(column.name, type: facts.types[column.name] ?? column.type ?? seen) ?? true
  }
}
