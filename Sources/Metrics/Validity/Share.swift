import Engine
import Statistics

struct Share: Metric {
  static let signature = Signature("share", .predicate(), returns: .ratio)
  static let documentation = Documentation(
    "Share of records for which a condition holds, among those for which it can be told.",
    formula: "true / (true + false); records for which P is null count on neither side",
    unknown: [.noData: "P is null for every record"])
  static let examples = [
    Example("share(x > 1)", over: "x\n1\n2\n3\n\n", is: .number(2.0 / 3))
  ]

  private let counts: Reading<PredicateCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = .share(of: try arguments.predicate(), arguments)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[counts]?.share.map { .number($0) } ?? .unknown(.noData)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    statistics[counts]?.evidence ?? []
  }
}

extension Reading where S == PredicateCounts {
  /// Counts of a condition, with offending values where it speaks of one column that may be shown.
  static func share(of condition: RowExpression, _ arguments: CheckedArguments) -> Reading {
    let columns = condition.columns
    var read = [condition]
    if columns.count == 1, !arguments.facts.sensitive.contains(columns[0]) {
      read.append(RowExpression(column: columns[0], condition.term.span))
    }
    return Reading(PredicateCounts.Parameters(), over: read, where: arguments.filter)
  }
}

extension PredicateCounts {
  /// Values for which the condition did not hold.
  var evidence: [Evidence] {
    offenders.map { Evidence(String(decoding: $0.text, as: UTF8.self), count: $0.count) }
  }
}
