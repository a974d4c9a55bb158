import Engine
import Statistics

/// The counters by group that conditional demographic disparity reads.
struct GroupReading: Sendable {
  private let counts: Reading<GroupedFacetCounts>
  private let method: BiasMethod

  /// - Parameter outcome: what says whether a record is accepted.
  init(_ arguments: CheckedArguments, by outcome: FacetSides.Outcome) throws(ArgumentError) {
    method = arguments.biasMethod
    let isAccepted =
      outcome == .label ? try arguments.positiveLabel() : try arguments.positivePrediction()
    counts = Reading(
      GroupedFacetCounts.Parameters(),
      over: [try arguments.facet(), isAccepted, try arguments.column("group")],
      where: arguments.filter)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered) -> MetricValue {
    guard let counts = statistics[counts], counts.everyone(takesNull).records > 0 else {
      return .unknown(.noData)
    }
    guard whyUndefined(counts) == nil, let found = counts.disparity(takesNull) else {
      return .unknown(.undefined)
    }
    return .number(
      MetricValue.Estimate(
        found.value, error: found.error,
        interval: ConfidenceInterval.around(
          found.value, low: found.value - ConfidenceInterval.z * found.standardError - found.error,
          high: found.value + ConfidenceInterval.z * found.standardError + found.error,
          range: -1...1)))
  }

  /// The library takes what is missing for outside and for rejected.
  private var takesNull: Bool { method == .smclarify }

  func whyUnknown(from statistics: Gathered) -> String? {
    statistics[counts].flatMap(whyUndefined)
  }

  private func whyUndefined(_ counts: GroupedFacetCounts) -> String? {
    if takesNull, counts.ungroupedRecords > 0 {
      return "\(Number.grouped(counts.ungroupedRecords)) records have no group, "
        + "which the library refuses"
    }
    let all = counts.everyone(takesNull)
    if all.records == 0 { return "no record has facet, outcome and group" }
    if all.inFacet == 0 { return "no record is in the facet" }
    if all.inFacet == all.records { return "every record is in the facet" }
    if all.accepted == all.records { return "every record is positive, so that none was rejected" }
    return all.accepted == 0 ? "no record is positive, so that every one was rejected" : nil
  }

  func evidence(from statistics: Gathered) -> [Evidence] {
    guard let counts = statistics[counts], let found = counts.disparity(takesNull) else {
      return []
    }
    var evidence = [
      Evidence("\(Number.brief(counts.everyone(takesNull).disparity)) without groups"),
      Evidence(
        counts.isExact
          ? "\(Number.grouped(counts.groups)) groups"
          : "of more than 10,000 groups a sample of \(Number.grouped(counts.groups)), "
            + "off by at most \(Number.brief(found.error))"),
    ]
    let left = counts.left
    if !takesNull, left > 0 {
      evidence.append(
        Evidence("left out: \(Number.grouped(left)) without facet, outcome or group"))
    }
    return evidence
  }
}

extension Example {
  /// A hundred applicants for two jobs: of either cohort half is hired, and yet of the new one
  /// fewer within each job.
  static func hiring(_ expression: String) -> Example {
    let counts = [
      ("old,A,yes", 24), ("old,A,no", 24), ("old,B,yes", 1), ("old,B,no", 1), ("new,A,yes", 1),
      ("new,A,no", 21), ("new,B,yes", 24), ("new,B,no", 4),
    ]
    let rows = counts.flatMap { [String](repeating: $0.0 + "\n", count: $0.1) }
    let disparity = (70 * (21.0 / 45 - 1.0 / 25) + 30 * (4.0 / 5 - 24.0 / 25)) / 100
    return Example(
      expression, over: "cohort,job,hired\n" + rows.joined(), is: .number(disparity))
  }
}

extension Documentation {
  /// Of a disparity within groups.
  static func ofGroups(_ summary: String, of outcome: String, source: String) -> Documentation {
    Documentation(
      summary,
      formula: """
        Σ n_g·DD_g / n over the groups g, DD_g = the facet's share of the rejected of g less its \
        share of the accepted of g, by \(outcome), a share of none taken for 0; above 0 the facet \
        is more of the rejected than of the accepted, which favours all others. Exact up to \
        10,000 groups, beyond over a sample of the groups, with three standard errors as the \
        error. Its 95% confidence interval is shown with it: records within groups and groups \
        vary. \(conditions). Records without facet, outcome or group are left out; `method: smclarify` takes \
        those without facet or outcome for all others and for rejected, and has no value where \
        some have no group
        """,
      unknown: [
        .noData: "no record has facet, outcome and group",
        .undefined:
          "no record is in the facet, or every one is; or every record is positive, or none is",
      ], source: source)
  }

  static let disparity =
    "S. Wachter, B. Mittelstadt and C. Russell, Why fairness cannot be automated (2020); Amazon "
    + "SageMaker Clarify, conditional demographic disparity; the library smclarify 0.5"
}
