import Statistics

/// Records whose value others have too, counted or as a share of those with a value; no name of the
/// language, but what `unique except at most` bounds.
struct RepeatingRecords: Metric {
  static let signature = Signature("repeating", .column(), returns: .count, worse: .higher)
  static let shareSignature = Signature("repeating", .column(), returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Records whose value in a column others have too.",
    formula: "values present − values that occur once", unknown: [.noData: "no value is present"])
  static let examples: [Example] = []

  private let counts: Reading<ValueMultiplicity>
  private let isShare: Bool

  init(_ column: RowExpression, _ arguments: CheckedArguments, isShare: Bool) {
    counts = .multiplicity(of: [column], arguments)
    self.isShare = isShare
  }

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    self.init(try arguments.column(), arguments, isShare: false)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let counts = statistics[counts], counts.records > 0 else { return .unknown(.noData) }
    let (records, singles) = (Double(counts.records), counts.singles)
    let repeating = records - singles.value
    return isShare
      ? .number(repeating / records, error: singles.error / records)
      : .number(repeating, error: singles.error)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    statistics[counts]?.evidence ?? []
  }
}

extension Reading where S == ValueMultiplicity {
  /// How often values occur in one column or several together, with texts of some where all of these
  /// may be shown.
  package static func multiplicity(
    of columns: [RowExpression], _ arguments: CheckedArguments
  ) -> Reading {
    Reading(
      ValueMultiplicity.Parameters(keepsTexts: !arguments.facts.areSensitive(columns)),
      over: columns, where: arguments.filter)
  }
}

extension ValueMultiplicity {
  /// Values that repeat.
  package var evidence: [Evidence] {
    repeated.map { Evidence(String(decoding: $0.text, as: UTF8.self), count: $0.count) }
  }
}
