import Engine
import Statistics

struct DriftedShare: Metric {
  static let signature = Signature(
    "drifted_share", .columnSet(), .number("limit"),
    .word("method", DriftMethod.words, optional: true), .number("zero", optional: true),
    returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of a set of columns whose drift exceeds a limit.",
    formula: """
      columns with drift(c) > limit / columns whose drift is known, by `drift`'s default method or \
      the one named. Columns whose drift is unknown are left out; the error says how far they \
      could move the share
      """,
    unknown: [
      .selectsNothing: "the set holds no column",
      .noBaseline: "the drift of no column is known, because there is no baseline",
      .noData: "the drift of no column is known, because none holds a value",
      .tooFewRows: "with so few rows no column's `robust` drift could exceed the limit",
    ])
  static let examples = [
    Example(
      "drifted_share(columns(a, b), 20%, method: ks)", over: "a,b\n1,1\n2,2\n",
      against: "a,b\n1,8\n2,9\n", is: .number(0.5))
  ]

  private struct Member: Sendable {
    let column: Schema.Column
    let drift: Drift
    let isSettled: Bool
    let types: Reading<TypeCounts>
    let mayShow: Bool
  }

  private let selected: SelectedColumns
  private let limit: Double
  private let members: [Member]

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let selected = try arguments.columnSet()
    self.selected = selected
    guard let limit = arguments.number("limit") else {
      throw ArgumentError("limit", "`limit` must be a number")
    }
    self.limit = limit
    var members: [Member] = []
    for column in selected.candidates {
      let expression = RowExpression(column: column.name)
      var values = arguments.values.filter { ["method", "zero"].contains($0.key) }
      values["c"] = .column(expression)
      let each = CheckedArguments(values, filter: arguments.filter, facts: arguments.facts)
      members.append(
        Member(
          column: column, drift: try Drift(each), isSettled: selected.isSettled(column),
          types: Reading(over: expression, where: arguments.filter),
          mayShow: !arguments.facts.sensitive.contains(column.name)))
    }
    self.members = members
  }

  var reads: [StatisticRequest] { members.flatMap(\.drift.reads) }
  var baselineReads: [StatisticRequest] {
    members.flatMap { $0.drift.baselineReads + ($0.isSettled ? [] : [$0.types.request]) }
  }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let baseline else { return .unknown(.noBaseline) }
    var (known, drifted, unknown) = (0.0, 0.0, 0.0)
    var reason: UnknownReason?
    for member in belonging(baseline) {
      switch drift(member, statistics, baseline) {
      case .number(let estimate):
        known += 1
        drifted += estimate.value > limit ? 1 : 0
      case .unknown(let why):
        unknown += 1
        reason = reason ?? why
      default: unknown += 1
      }
    }
    guard known > 0 else { return .unknown(reason ?? .selectsNothing) }
    let value = drifted / known
    let all = known + unknown
    return .number(value, error: max((drifted + unknown) / all - value, value - drifted / all))
  }

  /// A column's drift; unknown where these few rows could not have made it exceed the limit.
  private func drift(
    _ member: Member, _ statistics: Gathered, _ baseline: Gathered
  ) -> MetricValue {
    guard statistics.schema[member.column.name] != nil else { return .unknown(.columnAbsent) }
    let value = member.drift.value(from: statistics, baseline: baseline)
    if case .number(let estimate) = value, let ceiling = estimate.ceiling, ceiling <= limit {
      return .unknown(.tooFewRows)
    }
    return value
  }

  /// The columns of the set, now that the baseline's values tell their types.
  private func belonging(_ baseline: Gathered) -> [Member] {
    members.filter { member in
      member.isSettled
        || selected.contains(member.column, type: baseline[member.types].flatMap(ColumnType.init))
    }
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    guard let baseline else { return [] }
    let drifted = belonging(baseline).compactMap { member -> (name: String, drift: Double)? in
      guard case .number(let estimate) = drift(member, statistics, baseline),
        estimate.value > limit, member.mayShow
      else { return nil }
      return (member.column.name, estimate.value)
    }
    return drifted.sorted { ($1.drift, $0.name) < ($0.drift, $1.name) }.prefix(5).map {
      Evidence("\($0.name): \(Number.brief($0.drift))")
    }
  }
}
