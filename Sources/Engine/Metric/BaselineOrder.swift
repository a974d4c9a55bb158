/// `columns in baseline order`: those of the baseline that the data have come in its order.
///
/// Columns that only one side has are a matter of `no missing columns` and `no extra columns`.
struct BaselineOrder: Metric {
  static let signature = Signature("columns in baseline order", returns: .boolean)
  static let documentation = Documentation(
    "Whether the columns that data and baseline share come in the baseline's order.",
    formula: "the shared columns, in the order of the data, are those in the order of the baseline",
    unknown: [.noBaseline: "there is no baseline"])
  static let readsSchema = true
  static let examples: [Example] = []

  init() {}
  init(_ arguments: CheckedArguments) throws(ArgumentError) {}

  var reads: [StatisticRequest] { [] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let baseline else { return .unknown(.noBaseline) }
    return .boolean(misplaced(statistics, baseline).isEmpty)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    guard let baseline else { return [] }
    return misplaced(statistics, baseline).prefix(5).map {
      Evidence("\($0.found), not \($0.wanted)")
    }
  }

  private func misplaced(
    _ statistics: Gathered, _ baseline: Gathered
  ) -> [(found: String, wanted: String)] {
    let found = statistics.schema.columns.filter { !$0.isBeside && baseline.schema[$0.name] != nil }
    let wanted = baseline.schema.columns.filter {
      !$0.isBeside && statistics.schema[$0.name] != nil
    }
    return zip(found, wanted).filter { $0.name != $1.name }.map { ($0.name, $1.name) }
  }
}
