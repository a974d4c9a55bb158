import Engine
import Statistics

/// A bias metric that is a formula over the counters of both sides.
protocol BiasMetric: Metric {
  /// What records are counted by.
  static var outcome: FacetSides.Outcome { get }
  /// The scale on which its values are near normal.
  static var scale: ConfidenceInterval.Scale { get }
  init(sides: FacetReading)
  var sides: FacetReading { get }
  /// NaN where it is not defined.
  static func value(of sides: FacetSides) -> Double
}

extension BiasMetric {
  static var scale: ConfidenceInterval.Scale { .plain }

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    self.init(sides: try FacetReading(arguments, by: Self.outcome))
  }

  var reads: [StatisticRequest] { [sides.counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    sides.value(from: statistics) { sides in
      let value = Self.value(of: sides)
      guard !value.isNaN else { return .unknown(.undefined) }
      return .number(MetricValue.Estimate(value, interval: Self.interval(of: sides, value)))
    }
  }

  static func interval(of sides: FacetSides, _ value: Double) -> ClosedRange<Double>? {
    ConfidenceInterval.of(value, sides.counts, scale: scale, range: signature.range) {
      Self.value(of: FacetSides(counts: $0))
    }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    sides.whyUnknown(from: statistics, Self.documentation.whyUndefined)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    sides.evidence(from: statistics)
  }
}

extension FacetSides {
  /// The counts of both sides in a fixed order; those that can't differ from 0 among them.
  var counts: [Double] {
    [a, d].flatMap { [$0.truePositives, $0.falsePositives, $0.falseNegatives, $0.trueNegatives] }
  }

  init(counts: [Double]) {
    let side = { (first: Int) in
      OutcomeCounts(
        truePositives: counts[first], falsePositives: counts[first + 1],
        falseNegatives: counts[first + 2], trueNegatives: counts[first + 3])
    }
    self.init(a: side(0), d: side(4))
  }
}
