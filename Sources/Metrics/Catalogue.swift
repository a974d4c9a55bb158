import Engine

extension Catalogue {
  /// Every metric of the language: the one list from which parser names, checker, completion and
  /// reference page derive. A test says when a file is missing here.
  package static let standard = Catalogue([
    RowCountMetric.self, ColumnCount.self, MissingColumns.self, ExtraColumns.self,
    MalformedShare.self, Freshness.self, Lag.self, Gap.self,
    Completeness.self, Missing.self, NaNShare.self, EmptyShare.self, ZeroShare.self,
    InferredTypeMetric.self, TypeShare.self, Share.self, Count.self, Every.self, InShare.self,
    UnseenShare.self, MatchesShare.self, FormatShare.self,
    Distinct.self, Distinctness.self, Uniqueness.self, Duplicates.self,
    Mean.self, Sum.self, Minimum.self, Maximum.self, ValueRange.self, StandardDeviation.self,
    Variance.self, Skewness.self, Kurtosis.self, Quantile.self, Median.self,
    InterquartileRange.self, Covariance.self, Correlation.self,
    LengthMean.self, LengthMinimum.self, LengthMaximum.self,
    Entropy.self, Top.self, Histogram.self,
    Drift.self,
  ])
}
