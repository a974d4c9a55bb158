import Engine
import Statistics

/// A bias metric that is a distance between the labels of both sides.
protocol DistributionMetric: Metric {
  static var scale: ConfidenceInterval.Scale { get }
  init(labels: LabelReading)
  var labels: LabelReading { get }
  /// Of shares of the labels on both sides.
  static func value(of shares: [(a: Double, d: Double)]) -> Double
}

extension DistributionMetric {
  static var scale: ConfidenceInterval.Scale { .plain }

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    self.init(labels: try LabelReading(arguments))
  }

  var reads: [StatisticRequest] { labels.reads }

  /// Where labels are dropped, shares do not add up to 1 and sums may be below 0.
  var range: ClosedRange<Double>? {
    labels.method == .documented ? Self.signature.range : nil
  }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    labels.value(from: statistics) { distributions in
      guard let shares = distributions.shares(labels.method) else { return .unknown(.undefined) }
      let found = Self.value(of: shares)
      guard !found.isNaN else { return .unknown(.undefined) }
      // Not below 0 by a rounding.
      let value = range == nil ? found : max(0, found)
      return .number(
        MetricValue.Estimate(value, interval: interval(of: distributions, value)))
    }
  }

  /// Distances can't be below 0, and by chance alone are above it: where both sides may be alike, the
  /// interval begins at 0.
  private func interval(
    of distributions: LabelDistributions, _ value: Double
  ) -> ClosedRange<Double>? {
    let labels = distributions.a.count
    let found = ConfidenceInterval.of(
      value, distributions.a + distributions.d, scale: value < 0 ? .plain : Self.scale,
      range: range
    ) { counts in
      let drawn = LabelDistributions(a: Array(counts[..<labels]), d: Array(counts[labels...]))
      return drawn.shares(.documented).map(Self.value) ?? .nan
    }
    guard let found, found.lowerBound > 0, distributions.mayBeAlike else { return found }
    return 0...found.upperBound
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    labels.whyUnknown(from: statistics, Self.documentation.whyUndefined)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    labels.evidence(from: statistics)
  }
}

extension Documentation {
  /// Of a distance between the labels of both sides.
  static func ofDistributions(_ summary: String, formula: String) -> Documentation {
    .ofBias(
      summary, formula: formula + ", Pₐ and P_d the shares of the labels on the sides",
      reading: "0 is fair, and it does not say which side is favoured; positive against not "
        + "positive where `positive:` or the task says what is, else over all labels. "
        + "`method: smclarify` drops labels that one side lacks from both, as the library does",
      by: .label, undefined: "with `method: smclarify`, the sides share no label")
  }
}
