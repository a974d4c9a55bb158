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
    Drift.self, DriftPValue.self, DriftedShare.self,
    LabelShare.self, BestConstant.self,
    MeanAbsoluteError.self, MeanSquaredError.self, RootMeanSquaredError.self, RSquared.self,
    MeanAbsolutePercentageError.self, SymmetricPercentageError.self, MaximumError.self,
    MeanError.self, MedianAbsoluteError.self, ExplainedVariance.self, PinballLoss.self,
    Accuracy.self, Precision.self, Recall.self, F1.self, FScore.self, TruePositiveRate.self,
    TrueNegativeRate.self, FalsePositiveRate.self, FalseNegativeRate.self, BalancedAccuracy.self,
    MatthewsCorrelation.self, CohenKappa.self, ConfusionCell.self, ConfusionMatrix.self,
    WeightedPrecision.self, WeightedRecall.self, WeightedF1.self, WeightedFScore.self,
    MacroF1.self,
    AreaUnderROC.self, Gini.self, AveragePrecision.self, ROCCurve.self,
    PrecisionRecallCurve.self, LogLoss.self, BrierScore.self, CalibrationError.self,
    NormalizedGain.self, MeanAveragePrecision.self, MeanReciprocalRank.self, RecallAtDepth.self,
    PrecisionAtDepth.self,
  ])
}
