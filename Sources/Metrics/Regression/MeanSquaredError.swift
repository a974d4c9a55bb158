import Engine
import Statistics

struct MeanSquaredError: ErrorMetric {
  static let signature = Signature.ofErrors("mse")
  static let documentation = Documentation.ofErrors(
    "Mean squared error.",
    formula: "mean (p − y)²")
  static let examples: [Example] = [.regression("mse", is: .number(3.5))]

  let errors: PairMoments

  static func error(_ prediction: RowExpression, _ label: RowExpression) -> RowExpression {
    prediction - label
  }

  static func value(of errors: Moments) -> Double? { errors.meanSquare }
}
