import Engine
import Statistics

struct BiasDrift: Metric {
  static let signature = Signature(
    "bias.drift",
    [
      .word("M", names), .predicate("facet"), .column("group", optional: true),
      .columnList("features", optional: true),
    ] + FacetSides.Outcome.both.parameters + [.biasMethod], returns: .distance, worse: .higher,
    taskUse: .predictions)
  static let documentation = Documentation(
    "How much further from fairness a bias metric is than in the baseline, beyond what chance "
      + "explains.",
    formula: """
      max(0, D − D₀ − √((D − l)² + (u₀ − D₀)²)), D = |M − f| the distance of the metric now from \
      its fair value f, 1 of di and 0 of all others, D₀ that of the baseline, l the least distance \
      within the confidence interval now and u₀ the greatest within the baseline's: the lower end \
      of a 95% interval of how much the distance grew. So 0 where it did not grow, or where noise \
      may be all there is; an interval that is not known counts as none. `method: smclarify` is \
      how the metric itself is read. The service's own rule, which knows no noise and no fair \
      value of di, is `abs(bias.dpl(…)) <= abs(baseline)`
      """,
    unknown: [
      .noBaseline: "the baseline does not hold what the metric reads",
      .noData: "the metric is unknown for that reason",
      .noLabelsYet: "no record has a label",
      .undefined: "the metric has no value, now or over the baseline",
    ],
    source: "G. Zou and A. Donner, Construction of confidence limits about effect measures: a "
      + "general approach (2008)")
  static let examples = [
    Example(
      "bias.drift(dpl, facet: s == \"d\", label: y, positive: 1)",
      over: biased(of: 100, positive: 20), against: biased(of: 100, positive: 50),
      is: .number(0.11051921948962828)),
    Example(
      "bias.drift(dpl, facet: s == \"d\", label: y, positive: 1)",
      over: biased(of: 100, positive: 45), against: biased(of: 100, positive: 50), is: .number(0)),
  ]

  private static let metrics: [any Metric.Type] = [
    ClassImbalance.self, LabelProportions.self, LabelDivergence.self, LabelJensenShannon.self,
    LabelNorm.self, LabelVariation.self, LabelLargestDifference.self,
    ConditionalLabelDisparity.self, PredictedProportions.self, DisparateImpact.self,
    ConditionalAcceptance.self, ConditionalRejection.self, AccuracyDifference.self,
    RecallDifference.self, SpecificityDifference.self, AcceptanceRates.self,
    RejectionRates.self, TreatmentEquality.self, ConditionalPredictionDisparity.self,
    GeneralizedEntropy.self, FlipTestMetric.self,
  ]
  private static let names = metrics.map { String($0.signature.name.dropFirst("bias.".count)) }

  private let metric: any Metric
  /// Under which a baseline that is a file of values holds the metric's.
  private let assumedKey: String
  /// What the metric is where no side is favoured.
  private let fair: Double

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let name = "bias." + (arguments.word("M") ?? "")
    guard let type = Self.metrics.first(where: { $0.signature.name == name }) else {
      throw ArgumentError("M", "`M` is one of \(Self.names.joined(separator: ", "))")
    }
    let known = type.signature.parameters
    for option in ["group", "features"] where arguments.values[option] != nil {
      guard known.contains(where: { $0.name == option }) else {
        throw ArgumentError(option, "`\(name)` has no option `\(option)`")
      }
    }
    for parameter in known where !parameter.isOptional && arguments.values[parameter.name] == nil {
      throw ArgumentError(parameter.name, "`\(name)` lacks its argument `\(parameter.name)`")
    }
    metric = try type.init(arguments)
    assumedKey = "\(name) over \(try arguments.facet().key)"
    fair = type.signature.fair ?? 0
  }

  var reads: [StatisticRequest] { metric.reads }
  var baselineReads: [StatisticRequest] { metric.reads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    let now = metric.value(from: statistics, baseline: nil)
    guard case .number(let value) = now else { return now }
    switch before(baseline) {
    case .number(let former): return .number(growth(of: value, from: former))
    case .unknown(let reason): return .unknown(reason)
    default: return .unknown(.undefined)
    }
  }

  /// The metric over the baseline: of what a model said, over held-out data where there are some.
  private func before(_ baseline: Gathered?) -> MetricValue {
    guard let baseline else { return .unknown(.noBaseline) }
    if let known = baseline.assumed[assumedKey] { return known }
    let source =
      type(of: metric).signature.isOfPredictions ? baseline.heldOut ?? baseline : baseline
    guard metric.reads.allSatisfy(source.holds) else { return .unknown(.noBaseline) }
    return metric.value(from: source, baseline: nil)
  }

  private func growth(of now: MetricValue.Estimate, from before: MetricValue.Estimate) -> Double {
    let (distance, former) = ((now.value - fair).magnitude, (before.value - fair).magnitude)
    // As unfair as can be is no further than that.
    guard former.isFinite else { return 0 }
    guard distance.isFinite else {
      return least(now) - former > 0 ? distance : 0
    }
    let (inwards, outwards) = (distance - least(now), greatest(before) - former)
    return max(0, distance - former - (inwards * inwards + outwards * outwards).squareRoot())
  }

  private func least(_ estimate: MetricValue.Estimate) -> Double {
    guard let interval = estimate.interval else { return (estimate.value - fair).magnitude }
    if interval.contains(fair) { return 0 }
    return min((interval.lowerBound - fair).magnitude, (interval.upperBound - fair).magnitude)
  }

  private func greatest(_ estimate: MetricValue.Estimate) -> Double {
    guard let interval = estimate.interval else { return (estimate.value - fair).magnitude }
    return max((interval.lowerBound - fair).magnitude, (interval.upperBound - fair).magnitude)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    if case .unknown = metric.value(from: statistics, baseline: nil) {
      return metric.whyUnknown(from: statistics, baseline: nil)
    }
    guard case .unknown(.undefined) = before(baseline), let baseline else { return nil }
    return metric.whyUnknown(from: baseline.heldOut ?? baseline, baseline: nil)
      .map { "in the baseline, \($0)" }
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    let text = { (value: MetricValue) -> String in
      guard case .number(let estimate) = value else { return "unknown" }
      return Number.brief(estimate.value) + (value.intervalText.map { " \($0)" } ?? "")
    }
    let now = metric.value(from: statistics, baseline: nil)
    return [
      Evidence("now \(text(now))"), Evidence("in the baseline \(text(before(baseline)))"),
    ] + metric.evidence(from: statistics, baseline: nil)
  }

  /// Records of two sides, of which one has more positive labels.
  private static func biased(of count: Int, positive: Int) -> String {
    let cells = [
      ("d,1", positive), ("d,0", count - positive), ("a,1", count / 2), ("a,0", count / 2),
    ]
    return "s,y\n" + cells.map { String(repeating: $0.0 + "\n", count: $0.1) }.joined()
  }
}
