import Engine
import Statistics

struct RSquared: ExplanationMetric {
  static let signature = Signature.ofExplanation("r2")
  static let documentation = Documentation.ofErrors(
    "Coefficient of determination: 1 for perfect, 0 as the mean of the labels would do.",
    formula: "1 − Σ(p − y)² / Σ(y − mean y)²", undefined: "all labels are equal",
    source: "Draper and Smith, Applied Regression Analysis, 1998")
  static let examples: [Example] = [.regression("r2", is: .number(1 - 3.5 / 2.5))]

  let errors: PairMoments
  let labels: Reading<Moments>

  static func unexplained(_ errors: Moments) -> Double? { errors.meanSquare }
}
