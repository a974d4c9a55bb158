import Engine

extension Signature {
  /// Of a metric that sets a facet against all other records.
  ///
  /// - Parameter wanted: what must be said beside the facet.
  static func ofBias(
    _ name: String, with wanted: Parameter..., by outcome: FacetSides.Outcome,
    returns result: Result = .number, range: ClosedRange<Double>?, fair: Double = 0
  ) -> Signature {
    Signature(
      "bias.\(name)", [.predicate("facet")] + wanted + outcome.parameters + [.biasMethod],
      returns: result, range: range, taskUse: outcome.taskUse, fair: fair)
  }
}

extension FacetSides.Outcome {
  /// What may be said of the records, in place of what the task says.
  var parameters: [Signature.Parameter] {
    let label = Signature.Parameter.column("label", optional: true)
    let prediction = Signature.Parameter.column("prediction", optional: true)
    let positive = Signature.Parameter.members("positive", optional: true)
    switch self {
    case .none: return []
    case .label: return [label, positive]
    case .prediction: return [prediction, positive]
    case .both: return [label, prediction, positive]
    }
  }

  /// Values before training are of the data that a model learns from, those after it of predictions.
  var taskUse: Signature.TaskUse { self == .none || self == .label ? .labels : .predictions }
}

extension Signature.Parameter {
  static let biasMethod = Signature.Parameter.word("method", ["smclarify"], optional: true)
}

extension Documentation {
  /// Of a bias metric.
  ///
  /// - Parameters:
  ///   - reading: what a value says, and whom it favours.
  ///   - undefined: when there is no value though both sides have records.
  static func ofBias(
    _ summary: String, formula: String, reading: String, by outcome: FacetSides.Outcome,
    undefined: String? = nil, source: String = clarify
  ) -> Documentation {
    var unknown: [UnknownReason: String] = [
      .noData: "no record has what it counts by",
      .undefined: emptySide + (undefined.map { "; or " + $0 } ?? ""),
    ]
    if outcome == .label || outcome == .both { unknown[.noLabelsYet] = "no record has a label" }
    return Documentation(
      summary,
      formula: formula + ", d the records in the facet and a all others; " + reading + ". "
        + interval + ". " + (outcome == .none ? "" : conditions + ". ") + missing,
      unknown: unknown, source: source)
  }

  private static let emptySide = "no record is in the facet, or every one is"

  /// Why a bias metric has no value though both sides have records.
  var whyUndefined: String? {
    unknown[.undefined].map { String($0.trimmingPrefix(Self.emptySide + "; or ")) }
  }

  static let interval =
    "Its 95% confidence interval is shown with it: by the delta method, half a record added to each "
    + "counter"
  static let conditions =
    "A label or prediction that is a condition, such as `label: income == 1`, is positive where it "
    + "is true, and needs no `positive:`"
  static let missing =
    "Records whose facet or outcome is unknown are left out; `method: smclarify` takes them for a "
    + "and for negative, and 0/0 and ∞ − ∞ for 0"
  static let clarify =
    "Amazon SageMaker Clarify, bias metrics; the library smclarify 0.5; S. Das and others, Fairness "
    + "measures for machine learning in finance (2020)"
}

extension Example {
  /// Over eighteen records: of the ten women two are positive and three predicted so, one of them
  /// rightly; of the eight men six are positive and five predicted so, all rightly.
  static func bias(_ expression: String, is value: JSON) -> Example {
    let women = ["1,1", "1,0", "0,1", "0,1"] + [String](repeating: "0,0", count: 6)
    let men = [String](repeating: "1,1", count: 5) + ["1,0", "0,0", "0,0"]
    let rows = women.map { "F,\($0)\n" } + men.map { "M,\($0)\n" }
    return Example(
      expression, over: "sex,y,p\n" + rows.joined(),
      task: "binary(prediction: p, label: y, positive: 1)", is: value)
  }
}
