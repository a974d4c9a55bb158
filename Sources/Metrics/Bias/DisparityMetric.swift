import Engine

/// A bias metric that compares a facet with all others within each group of records.
protocol DisparityMetric: Metric {
  /// What says whether a record is accepted: its label or its prediction.
  static var outcome: FacetSides.Outcome { get }
  init(groups: GroupReading)
  var groups: GroupReading { get }
}

extension DisparityMetric {
  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    self.init(groups: try GroupReading(arguments, by: Self.outcome))
  }

  var reads: [StatisticRequest] { groups.reads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    groups.value(from: statistics)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    groups.whyUnknown(from: statistics)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    groups.evidence(from: statistics)
  }
}
