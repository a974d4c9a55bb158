import Engine
import Statistics

/// A metric that is a mean over queries.
protocol RankingMetric: Metric {
  var rankings: RankingReading { get }
  /// Of one query; nil for one that is left out.
  func measure(_ query: RankedQuery) -> Double?
}

extension RankingMetric {
  var reads: [StatisticRequest] { [rankings.rankings.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    rankings.value(from: statistics, measure)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    rankings.whyUnknown(from: statistics)
  }
}
