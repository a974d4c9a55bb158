import Statistics

/// What the best constant prediction reaches in each metric of classes and probabilities.
enum ConstantPrediction {
  /// The formula of a metric, and whether more is better.
  enum Formula: Sendable {
    case confusion(@Sendable (Confusion) -> Double)
    /// Of the positive class.
    case outcomes(@Sendable (OutcomeCounts) -> Double)
    /// Of the share of positive records: the best constant probability is that share.
    case share(@Sendable (Double) -> Double)
  }

  static let formulas: [(name: String, formula: Formula)] = [
    ("accuracy", .confusion { $0.weightedMean { $0.truePositives / $0.positives } }),
    ("balanced_accuracy", .confusion(BalancedAccuracy.value)),
    ("cohen_kappa", .confusion(CohenKappa.value)),
    ("macro_f1", .confusion(MacroF1.value)),
    ("weighted_precision", .confusion(WeightedPrecision.value)),
    ("weighted_recall", .confusion(WeightedRecall.value)),
    ("weighted_f1", .confusion(WeightedF1.value)),
    ("precision", .outcomes(Precision.value)),
    ("recall", .outcomes(Recall.value)),
    ("f1", .outcomes(F1.value)),
    ("auc", .share { _ in 0.5 }),
    ("gini", .share { _ in 0 }),
    ("pr_auc", .share { $0 }),
    ("brier", .share { $0 * (1 - $0) }),
    ("log_loss", .share(BinaryEntropy.of)),
  ]

  static let names = formulas.map(\.name)

  /// The best value that a constant prediction reaches over the labels; NaN where none is defined.
  static func best(_ formula: Formula, over labels: Confusion, positive: [UInt8]) -> Double {
    let values: [Double]
    switch formula {
    case .confusion(let value):
      values = labels.classes.indices.filter { labels.actual[$0] > 0 }.map {
        value(labels.predicting(labels.classes[$0]))
      }
    case .outcomes(let value):
      // All positive; a prediction of the other class has no hit.
      values = [value(labels.predicting(positive).outcomes(of: positive))]
    case .share(let value):
      let outcomes = labels.outcomes(of: positive)
      guard outcomes.positives > 0, outcomes.negatives > 0 else { return .nan }
      values = [value(outcomes.positives / outcomes.all)]
    }
    return values.filter { !$0.isNaN }.max() ?? .nan
  }
}
