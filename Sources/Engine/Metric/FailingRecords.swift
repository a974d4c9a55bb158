import Statistics

/// Records for which a condition fails, counted or as a share of those for which it can be told; no
/// name of the language, but what `except at most` bounds.
///
/// A share of failures is compared as such: 1 less a share would be off by a rounding.
struct FailingRecords: Metric {
  static let signature = Signature("failing", .predicate(), returns: .count, worse: .higher)
  static let shareSignature = Signature("failing", .predicate(), returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Records for which a condition fails.", formula: "records for which P is false",
    unknown: [.noData: "P is null for every record"])
  static let examples: [Example] = []

  private let counts: Reading<PredicateCounts>
  private let isShare: Bool
  private let showsEvidence: Bool

  init(_ predicate: RowExpression, _ arguments: CheckedArguments, isShare: Bool, evidence: Bool) {
    counts = .share(of: predicate, arguments)
    self.isShare = isShare
    showsEvidence = evidence
  }

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    self.init(try arguments.predicate(), arguments, isShare: false, evidence: true)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let counts = statistics[counts], counts.holds + counts.fails + counts.undecided > 0 else {
      return .unknown(.noData)
    }
    guard isShare else { return .number(Double(counts.fails)) }
    guard counts.holds + counts.fails > 0 else { return .unknown(.noData) }
    return .ratio(Double(counts.fails), of: Double(counts.holds) + Double(counts.fails))
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    showsEvidence ? statistics[counts]?.evidence ?? [] : []
  }
}

extension Reading where S == PredicateCounts {
  /// Counts of a condition, with offending values where it speaks of one column that may be shown.
  package static func share(of condition: RowExpression, _ arguments: CheckedArguments)
    -> Reading
  {
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
  package var evidence: [Evidence] {
    offenders.map { Evidence(String(decoding: $0.text, as: UTF8.self), count: $0.count) }
  }
}
