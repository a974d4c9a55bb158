import Engine
import Statistics

struct AttributionGain: AttributionMetric {
  static let signature = Signature(
    "attribution_ndcg", returns: .ratio, worse: .lower, attributions: true)
  static let documentation = Documentation.ofAttributions(
    "How well the order of the features by attribution keeps to the baseline's.",
    formula:
      "Σ a₀(cᵢ) / log₂(i + 1) over the features in the order of a now, the greatest first, / the "
      + "same in the order of a₀, which is a over the baseline; only the order of a counts, and "
      + "equal ones stand as their columns do. 1 is the same order; below 0.9 SageMaker's monitor "
      + "reports drift",
    unknown: [
      .noBaseline:
        "there is no baseline, or it was made without the rules: `tidemark baseline --rules`",
      .undefined: "no feature moves anything over the baseline",
    ],
    source: "Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002")
  static let examples: [Example] = [
    .attributions("attribution_ndcg", against: "shap_age,shap_job\n1,-3\n-2,4\n", is: .number(1)),
    Example(
      "attribution_ndcg", over: "shap_a,shap_b,shap_c,shap_d,shap_e\n5,4,3,2,1\n",
      against: "shap_a,shap_b,shap_c,shap_d,shap_e\n1,2,3,4,5\n", attributions: "\"shap_*\"",
      is: .number(RankedGain.value(now: [5, 4, 3, 2, 1], baseline: [1, 2, 3, 4, 5]) ?? 0)),
  ]

  let table: AttributionTable

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    table = try AttributionTable(arguments)
  }

  var baselineReads: [StatisticRequest] { table.reads }

  var range: ClosedRange<Double>? { table.source.aggregate == .median ? nil : 0...1 }

  func estimate(
    from statistics: Gathered, baseline: Gathered?
  ) throws(AttributionTable.Failure) -> MetricValue.Estimate {
    let now = try table.estimates(in: statistics)
    guard let baseline else { throw AttributionTable.Failure(.noBaseline, nil) }
    let before: [MetricValue.Estimate]
    do throws(AttributionTable.Failure) {
      before = try table.estimates(in: baseline)
    } catch {
      throw AttributionTable.Failure(
        .noBaseline,
        "the baseline holds no attributions of all features"
          + (error.why.map { ": \($0)" } ?? "") + "; `tidemark baseline --rules` stores them")
    }
    guard
      let gain = RankedGain.value(now: now.map(\.value), baseline: before.map(\.value))
    else {
      throw AttributionTable.Failure(.undefined, "no feature moves anything over the baseline")
    }
    return MetricValue.Estimate(gain, error: Self.error(now, before, gain))
  }

  /// How far the gain moves when neighbours whose values may be the other way round change places.
  private static func error(
    _ now: [MetricValue.Estimate], _ before: [MetricValue.Estimate], _ gain: Double
  ) -> Double {
    guard now.contains(where: { $0.error > 0 }) else { return 0 }
    let baseline = before.map(\.value)
    // The order that is best, and the one that is worst, within the errors.
    let ends = [1.0, -1.0].compactMap { side in
      let mean = baseline.reduce(0, +) / Double(max(baseline.count, 1))
      let moved = zip(now, baseline).map { estimate, worth in
        estimate.value + (worth > mean ? side : -side) * estimate.error
      }
      return RankedGain.value(now: moved, baseline: baseline)
    }
    return ends.map { abs($0 - gain) }.max() ?? 0
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    guard let baseline, let now = try? table.estimates(in: statistics),
      let before = try? table.estimates(in: baseline)
    else { return [] }
    let (places, former) = (Self.places(now), Self.places(before))
    let moved = places.indices.filter { places[$0] != former[$0] }
      .sorted { (-before[$0].value, $0) < (-before[$1].value, $1) }
    return moved.prefix(5).map { index in
      Evidence(
        "\(table.source.features[index].name): place \(former[index]) in the baseline, now \(places[index])"
      )
    }
  }

  /// The place of each by its value, the greatest first.
  private static func places(_ values: [MetricValue.Estimate]) -> [Int] {
    var places = [Int](repeating: 0, count: values.count)
    let order = values.indices.sorted { (values[$1].value, $0) < (values[$0].value, $1) }
    for (place, index) in order.enumerated() { places[index] = place + 1 }
    return places
  }
}
