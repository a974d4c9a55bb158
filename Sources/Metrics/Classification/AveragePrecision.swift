import Engine
import Statistics

struct AveragePrecision: Metric {
  static let signature = Signature(
    "pr_auc", .word("method", ["steps", "trapezoid"], optional: true), returns: .ratio,
    worse: .lower, tasks: [.binary])
  static let documentation = Documentation.ofScores(
    "Average precision: the area under the precision-recall curve, as steps.",
    formula:
      "Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over the distinct scores from the highest down; `trapezoid`, which "
      + "flatters: Σ (Rᵢ − Rᵢ₋₁)·(Pᵢ₋₁ + Pᵢ)/2 with P₀ = P₁, as Spark's areaUnderPR and "
      + "SageMaker's au_prc; " + Documentation.scoresBudget,
    undefined: "no record is positive",
    source: "scikit-learn, average_precision_score; Davis and Goadrich, The relationship between "
      + "precision-recall and ROC curves, 2006")
  static let examples: [Example] = [
    .scored("pr_auc", is: .number(29.0 / 36)),
    .scored("pr_auc(method: trapezoid)", is: .number(61.0 / 72)),
  ]

  private let scores: ScoreReading
  private let isTrapezoid: Bool

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    scores = try ScoreReading(arguments)
    isTrapezoid = arguments.word("method") == "trapezoid"
  }

  var reads: [StatisticRequest] { [scores.scores.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    scores.value(from: statistics) { scores in
      let area = isTrapezoid ? scores.areaUnderPrecisionRecall : scores.averagePrecision
      return area.map { .number($0.value, error: $0.error) }
    }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    scores.whyUnknown(from: statistics)
  }
}
