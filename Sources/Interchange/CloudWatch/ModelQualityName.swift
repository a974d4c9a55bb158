import Engine

/// Metrics of a model's quality by the names that the service gives them.
enum ModelQualityName {
  private static let same: Set = [
    "mae", "mse", "rmse", "r2", "accuracy", "recall", "precision", "f1", "true_positive_rate",
    "true_negative_rate", "false_positive_rate", "false_negative_rate", "auc",
    "weighted_precision", "weighted_recall", "weighted_f1",
  ]

  /// The service's name for a metric of the whole window; nil where it has none.
  static func of(_ call: MetricCall) -> String? {
    let name = call.signature.name
    guard call.arguments.filter == nil, call.arguments.task != nil,
      call.arguments.value("class") == nil
    else { return nil }
    if same.contains(name) { return name }
    if name == "pr_auc" { return "au_prc" }
    guard let base = ["f": "f", "weighted_f": "weighted_f"][name],
      let beta = call.arguments.number("beta")
    else { return nil }
    return [0.5: "\(base)0_5", 1: "\(base)1", 2: "\(base)2"][beta]
  }
}
