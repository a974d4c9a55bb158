import Engine
import Statistics

/// The counters that a bias metric reads, and what it says where they give no value.
struct FacetReading: Sendable {
  let counts: Reading<FacetCounts>
  let outcome: FacetSides.Outcome
  let method: BiasMethod

  /// - Parameter outcome: what records are counted by.
  init(_ arguments: CheckedArguments, by outcome: FacetSides.Outcome) throws(ArgumentError) {
    self.outcome = outcome
    method = arguments.biasMethod
    let (readsLabel, readsPrediction) = (
      outcome == .label || outcome == .both, outcome == .prediction || outcome == .both
    )
    var columns = [try arguments.facet()]
    if readsLabel { columns.append(try arguments.positiveLabel()) }
    if readsPrediction { columns.append(try arguments.positivePrediction()) }
    counts = Reading(
      FacetCounts.Parameters(label: readsLabel, prediction: readsPrediction), over: columns,
      where: arguments.filter)
  }

  /// - Parameter countsAll: the side does not matter, and records without a facet count as well.
  func value(
    from statistics: Gathered, countsAll: Bool = false, _ formula: (FacetSides) -> MetricValue
  ) -> MetricValue {
    guard let counts = statistics[counts], counts.records > 0 else { return .unknown(.noData) }
    let sides = FacetSides(counts, by: outcome, method, countsAll: countsAll)
    if sides.a.all + sides.d.all == 0 {
      return .unknown(outcome != .prediction && hasNoLabel(counts) ? .noLabelsYet : .noData)
    }
    return !countsAll && sides.isOneEmpty ? .unknown(.undefined) : formula(sides)
  }

  private func hasNoLabel(_ counts: FacetCounts) -> Bool {
    guard outcome == .label || outcome == .both else { return false }
    return counts.missing { _, label, _ in label == nil } == counts.records
  }

  /// - Parameter undefined: when the metric has no value though both sides have records.
  func whyUnknown(
    from statistics: Gathered, countsAll: Bool = false, _ undefined: String?
  ) -> String? {
    guard let counts = statistics[counts], counts.records > 0 else { return nil }
    let sides = FacetSides(counts, by: outcome, method)
    guard !countsAll else { return undefined }
    let all = counts.records
    let unknownFacets = counts.missing { facet, _, _ in facet == nil }
    if unknownFacets == all {
      return
        "the facet can't be told for any of \(Number.grouped(all)) records: they have no value, or "
        + "one of another type"
    }
    if sides.d.all == 0 { return "no record\(sides.of(outcome)) is in the facet" + left(counts) }
    if sides.a.all == 0 {
      return "every record\(sides.of(outcome)) is in the facet" + left(counts)
    }
    return undefined
  }

  /// What lies behind a value, for people.
  func evidence(from statistics: Gathered) -> [Evidence] {
    guard let counts = statistics[counts] else { return [] }
    let sides = FacetSides(counts, by: outcome, method)
    var evidence = [
      Evidence("in the facet " + sides.d.text(outcome)),
      Evidence("all others " + sides.a.text(outcome)),
    ]
    let out = method == .smclarify ? "" : left(counts)
    if !out.isEmpty { evidence.append(Evidence(String(out.dropFirst(2)))) }
    return evidence
  }

  /// `; left out: 3 without facet, 2 without label`
  private func left(_ counts: FacetCounts) -> String {
    guard method == .documented else { return "" }
    var parts: [String] = []
    let facets = counts.missing { facet, _, _ in facet == nil }
    if facets > 0 { parts.append("\(Number.grouped(facets)) without facet") }
    if outcome == .label || outcome == .both {
      let labels = counts.missing { facet, label, _ in facet != nil && label == nil }
      if labels > 0 { parts.append("\(Number.grouped(labels)) without label") }
    }
    if outcome == .prediction || outcome == .both {
      let predictions = counts.missing { facet, label, prediction in
        facet != nil && prediction == nil && (outcome == .prediction || label != nil)
      }
      if predictions > 0 { parts.append("\(Number.grouped(predictions)) without prediction") }
    }
    return parts.isEmpty ? "" : "; left out: " + parts.joined(separator: ", ")
  }
}

extension FacetSides {
  fileprivate func of(_ outcome: Outcome) -> String {
    switch outcome {
    case .none: ""
    case .label: " with a label"
    case .prediction: " with a prediction"
    case .both: " with label and prediction"
    }
  }
}

extension OutcomeCounts {
  /// `590 of 5,421 positive, 408 predicted so`
  fileprivate func text(_ outcome: FacetSides.Outcome) -> String {
    let count = { (value: Double) in Number.grouped(Int(exactly: value) ?? .max) }
    let part = { (value: Double) in "\(count(value)) of \(count(all))" }
    switch outcome {
    case .none: return count(all)
    case .label: return "\(part(positives)) positive"
    case .prediction: return "\(part(predictedPositives)) predicted positive"
    case .both:
      return "\(part(positives)) positive, \(count(predictedPositives)) predicted so, "
        + "\(count(truePositives)) of them rightly"
    }
  }
}

extension FacetCounts {
  /// Records whose outcomes fulfil a condition.
  fileprivate func missing(_ condition: (Bool?, Bool?, Bool?) -> Bool) -> Int {
    var sum = 0
    let outcomes: [Bool?] = [true, false, nil]
    for facet in outcomes {
      for label in outcomes {
        for prediction in outcomes where condition(facet, label, prediction) {
          sum += count(facet: facet, label: label, prediction: prediction)
        }
      }
    }
    return sum
  }
}
