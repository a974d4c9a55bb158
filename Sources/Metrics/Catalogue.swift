import Engine

extension Catalogue {
  package static let standard = Catalogue(metrics, zones: ZoneFiles())

  /// Every metric of the language: the one list from which parser names, checker, completion and
  /// reference page derive. A test says when a file is missing here.
  private static let metrics: [Group] = [
    Group(
      "Volume and schema",
      [
        RowCountMetric.self, ColumnCount.self, MissingColumns.self, ExtraColumns.self,
        MalformedShare.self, LateShare.self, InferredTypeMetric.self, TypeShare.self,
      ]),
    Group("Time", [Freshness.self, Lag.self, Gap.self]),
    Group(
      "Completeness",
      [Completeness.self, Missing.self, NaNShare.self, EmptyShare.self, ZeroShare.self]),
    Group(
      "Validity",
      [
        Share.self, Count.self, Every.self, InShare.self, UnseenShare.self, MatchesShare.self,
        FormatShare.self,
      ]),
    Group("Uniqueness", [Distinct.self, Distinctness.self, Uniqueness.self, Duplicates.self]),
    Group(
      "Distribution",
      [
        Mean.self, Sum.self, Minimum.self, Maximum.self, ValueRange.self, StandardDeviation.self,
        Variance.self, Skewness.self, Kurtosis.self, Quantile.self, Median.self,
        InterquartileRange.self, Covariance.self, Correlation.self, LengthMean.self,
        LengthMinimum.self, LengthMaximum.self, Entropy.self, Top.self, Histogram.self,
      ]),
    Group("Drift", [Drift.self, DriftPValue.self, DriftedShare.self]),
    Group("Predictions of every task", [LabelShare.self, BestConstant.self]),
    Group(
      "Regression",
      [
        MeanAbsoluteError.self, MeanSquaredError.self, RootMeanSquaredError.self, RSquared.self,
        MeanAbsolutePercentageError.self, SymmetricPercentageError.self, MaximumError.self,
        MeanError.self, MedianAbsoluteError.self, ExplainedVariance.self, PinballLoss.self,
      ]),
    Group(
      "Classification",
      [
        Accuracy.self, Precision.self, Recall.self, F1.self, FScore.self, TruePositiveRate.self,
        TrueNegativeRate.self, FalsePositiveRate.self, FalseNegativeRate.self,
        BalancedAccuracy.self, MatthewsCorrelation.self, CohenKappa.self, ConfusionCell.self,
        ConfusionMatrix.self, WeightedPrecision.self, WeightedRecall.self, WeightedF1.self,
        WeightedFScore.self, MacroF1.self,
      ]),
    Group(
      "Probabilities",
      [
        AreaUnderROC.self, Gini.self, AveragePrecision.self, ROCCurve.self,
        PrecisionRecallCurve.self, LogLoss.self, BrierScore.self, CalibrationError.self,
      ]),
    Group(
      "Ranking",
      [
        NormalizedGain.self, MeanAveragePrecision.self, MeanReciprocalRank.self,
        RecallAtDepth.self, PrecisionAtDepth.self,
      ]),
    Group(
      "Attribution",
      [Attribution.self, AttributionShare.self, AttributionRank.self, AttributionGain.self]),
    Group(
      "Bias of data",
      [
        ClassImbalance.self, LabelProportions.self, LabelDivergence.self, LabelJensenShannon.self,
        LabelNorm.self, LabelVariation.self, LabelLargestDifference.self,
        ConditionalLabelDisparity.self,
      ]),
    Group(
      "Bias of predictions",
      [
        PredictedProportions.self, DisparateImpact.self, ConditionalAcceptance.self,
        ConditionalRejection.self, AccuracyDifference.self, RecallDifference.self,
        SpecificityDifference.self, AcceptanceRates.self, RejectionRates.self,
        TreatmentEquality.self, ConditionalPredictionDisparity.self, GeneralizedEntropy.self,
        FlipTestMetric.self,
      ]),
    Group("Change of bias", [BiasDrift.self]),
  ]
}
