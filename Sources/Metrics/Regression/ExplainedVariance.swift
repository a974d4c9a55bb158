import Engine
import Statistics

struct ExplainedVariance: ExplanationMetric {
  static let signature = Signature.ofExplanation("explained_variance")
  static let documentation = Documentation.ofErrors(
    "Share of the labels' variance that the predictions explain: r2 without the mean error.",
    formula: "1 − variance(p − y) / variance(y)", undefined: "all labels are equal",
    source: "scikit-learn, explained_variance_score")
  static let examples: [Example] = [
    .regression("explained_variance", is: .number(1 - 3.25 / 2.5))
  ]

  let errors: PairMoments
  let labels: Reading<Moments>

  static func unexplained(_ errors: Moments) -> Double? { errors.variance }
}
