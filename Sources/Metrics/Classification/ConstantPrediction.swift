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
    ("weighted_f0_5", .confusion { $0.weightedMean { $0.f(beta: 0.5) } }),
    ("weighted_f2", .confusion { $0.weightedMean { $0.f(beta: 2) } }),
    ("precision", .outcomes(Precision.value)),
    ("recall", .outcomes(Recall.value)),
    ("f1", .outcomes(F1.value)),
    ("f0_5", .outcomes { $0.f(beta: 0.5) }),
    ("f2", .outcomes { $0.f(beta: 2) }),
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

  /// What a prediction of one class reaches, as the service's `…_best_constant_classifier` has it.
  ///
  /// - Parameter positive: the class; nil for the last one that a label has.
  static func ofService(
    _ formula: Formula, over labels: Confusion, positive: [UInt8]?
  ) -> Double {
    let present = labels.classes.indices.filter { labels.actual[$0] > 0 }.map {
      labels.classes[$0]
    }
    guard let predicted = positive ?? last(of: present) else { return .nan }
    switch formula {
    case .confusion(let value): return value(labels.predicting(predicted))
    case .outcomes(let value):
      return value(labels.predicting(predicted).outcomes(of: predicted))
    case .share: return .nan
    }
  }

  /// By number where all classes are numbers, else by text.
  private static func last(of classes: [[UInt8]]) -> [UInt8]? {
    let numbers = classes.map { Double(String(decoding: $0, as: UTF8.self)) }
    guard numbers.contains(nil) else {
      return zip(classes, numbers).max { ($0.1 ?? 0) < ($1.1 ?? 0) }?.0
    }
    return classes.max { $0.lexicographicallyPrecedes($1) }
  }
}
