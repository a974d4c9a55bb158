import Engine

extension Catalogue {
  /// Every metric of the language: the one list from which parser names, checker, completion and
  /// reference page derive. A test says when a file is missing here.
  package static let standard = Catalogue([
    RowCountMetric.self, ColumnCount.self, MissingColumns.self, ExtraColumns.self,
    Completeness.self, Missing.self,
    InferredTypeMetric.self, TypeShare.self, Share.self, Count.self, Every.self, InShare.self,
    UnseenShare.self, MatchesShare.self, Distinct.self,
    Mean.self, Sum.self, Minimum.self, Maximum.self, StandardDeviation.self, Quantile.self,
    Median.self,
    Drift.self, DriftPValue.self, DriftedShare.self,
  ])
}
