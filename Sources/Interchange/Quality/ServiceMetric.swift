import Engine

/// A field of the service's model-quality files: its name there, and what it is called in the
/// language.
package struct ServiceMetric: Sendable, Equatable {
  package enum Form: Sendable {
    case number
    /// Records by actual and predicted class.
    case matrix
    case receiverOperatingCharacteristic, precisionRecall
  }

  package let name: String
  package let expression: String
  package let form: Form
  /// The side of a threshold on which a number is bad.
  package let comparison: QualityConstraints.Comparison
  /// The values that it can have.
  package let range: ClosedRange<Double>
  /// Whether the service suggests a threshold for it.
  package let isConstrained: Bool

  fileprivate init(
    _ name: String, _ expression: String? = nil, _ form: Form = .number,
    bad comparison: QualityConstraints.Comparison = .less,
    in range: ClosedRange<Double> = 0...1, isConstrained: Bool? = nil
  ) {
    self.name = name
    self.expression = expression ?? name
    self.form = form
    self.comparison = comparison
    self.range = range
    self.isConstrained = isConstrained ?? (form == .number)
  }

  /// What the service's best constant classifier reaches: it predicts one class, whatever the input.
  fileprivate static func constant(_ name: String) -> ServiceMetric {
    ServiceMetric(
      name + "_best_constant_classifier", "best_constant(\(name), method: sagemaker)",
      isConstrained: false)
  }
}

extension ModelTask.Kind {
  /// The kinds of models that the service monitors.
  package static let ofService: [ModelTask.Kind] = [.regression, .binary, .multiclass]

  /// The fields of its statistics, in the order of the service's files.
  package var serviceMetrics: [ServiceMetric] {
    switch self {
    case .regression: ServiceMetric.regression
    case .binary: ServiceMetric.binary
    case .multiclass: ServiceMetric.multiclass
    case .ranking: []
    }
  }

  package func serviceMetric(_ name: String) -> ServiceMetric? {
    serviceMetrics.first { $0.name == name }
  }

  /// The task by names that stand for the columns: those of the service's own examples.
  package var placeholderTask: String {
    switch self {
    case .regression: "regression(prediction: prediction, label: label)"
    case .binary:
      "binary(prediction: prediction, probability: probability, label: label, positive: 1)"
    case .multiclass: "multiclass(prediction: prediction, label: label)"
    case .ranking: "ranking(score: score, relevance: relevance, query: query)"
    }
  }
}

extension ServiceMetric {
  fileprivate static let regression = [
    ServiceMetric("mae", bad: .greater, in: 0...Double.infinity),
    ServiceMetric("mse", bad: .greater, in: 0...Double.infinity),
    ServiceMetric("rmse", bad: .greater, in: 0...Double.infinity),
    ServiceMetric("r2", in: -Double.infinity...1),
  ]

  fileprivate static let binary = [
    ServiceMetric("confusion_matrix", nil, .matrix),
    ServiceMetric("recall"), ServiceMetric("precision"), ServiceMetric("accuracy"),
    constant("recall"), constant("precision"), constant("accuracy"),
    ServiceMetric("true_positive_rate"), ServiceMetric("true_negative_rate"),
    ServiceMetric("false_positive_rate", bad: .greater),
    ServiceMetric("false_negative_rate", bad: .greater),
    ServiceMetric(
      "receiver_operating_characteristic_curve", "roc_curve", .receiverOperatingCharacteristic),
    ServiceMetric("precision_recall_curve", "pr_curve", .precisionRecall),
    ServiceMetric("auc"),
    ServiceMetric("au_prc", "pr_auc(method: trapezoid)", isConstrained: false),
    ServiceMetric("f0_5", "f(beta: 0.5)"), ServiceMetric("f1"), ServiceMetric("f2", "f(beta: 2)"),
    constant("f0_5"), constant("f1"), constant("f2"),
  ]

  fileprivate static let multiclass = [
    ServiceMetric("confusion_matrix", nil, .matrix),
    ServiceMetric("accuracy"), ServiceMetric("weighted_recall"),
    ServiceMetric("weighted_precision"), ServiceMetric("weighted_f0_5", "weighted_f(beta: 0.5)"),
    ServiceMetric("weighted_f1"), ServiceMetric("weighted_f2", "weighted_f(beta: 2)"),
    constant("accuracy"), constant("weighted_recall"), constant("weighted_precision"),
    constant("weighted_f0_5"), constant("weighted_f1"), constant("weighted_f2"),
  ]
}
