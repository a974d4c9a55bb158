import Engine
import Statistics

/// A metric over how often values, or combinations of values, occur.
protocol MultiplicityMetric: Metric {
  var counts: Reading<ValueMultiplicity> { get }
  /// Of some records, never of none.
  func value(of counts: ValueMultiplicity) -> MetricValue
}

extension MultiplicityMetric {
  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let counts = statistics[counts], counts.records > 0 else { return .unknown(.noData) }
    return value(of: counts)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    statistics[counts]?.evidence ?? []
  }
}
