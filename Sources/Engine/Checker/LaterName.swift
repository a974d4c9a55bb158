/// Names of the catalogue that this version does not have: said as such, not taken for
/// misspellings.
enum LaterName {
  static let metrics: Set<String> = Set(
    """
    label_share late_share drift_p_value drifted_share
    mae mse rmse r2 mape smape max_error mean_error median_absolute_error explained_variance pinball
    accuracy precision recall f1 f true_positive_rate true_negative_rate false_positive_rate
    false_negative_rate balanced_accuracy mcc cohen_kappa confusion confusion_matrix auc gini pr_auc
    log_loss brier calibration_error weighted_precision weighted_recall weighted_f1 weighted_f
    macro_f1 best_constant ndcg map mrr recall_at precision_at psi wasserstein jensen_shannon kl
    hellinger total_variation chi_square cramers_v attribution attribution_ndcg attribution_rank
    attribution_share
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  static let functions: Set<String> = ["age", "json_value"]

  /// Whether a later version has the name, of a metric, a function, or a bias metric.
  static func isKnown(_ name: String) -> Bool {
    metrics.contains(name) || functions.contains(name) || name.hasPrefix("bias.")
  }
}
