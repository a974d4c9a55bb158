import Engine
import Statistics

struct AveragePrecision: ScoreMetric {
  static let signature = Signature("pr_auc", returns: .ratio, worse: .lower, tasks: [.binary])
  static let documentation = Documentation.ofScores(
    "Average precision: the area under the precision-recall curve, as steps.",
    formula:
      "Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over the distinct scores from the highest down; "
      + Documentation.scoresBudget,
    undefined: "no record is positive",
    source: "scikit-learn, average_precision_score; Davis and Goadrich, The relationship between "
      + "precision-recall and ROC curves, 2006")
  static let examples: [Example] = [
    .scored("pr_auc", is: .number(29.0 / 36))
  ]

  let scores: ScoreReading

  static func value(of scores: ScoreCounts) -> MetricValue? {
    scores.averagePrecision.map { .number($0.value, error: $0.error) }
  }
}
