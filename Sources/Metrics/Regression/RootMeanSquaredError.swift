import Engine
import Statistics

struct RootMeanSquaredError: ErrorMetric {
  static let signature = Signature.ofErrors("rmse")
  static let documentation = Documentation.ofErrors(
    "Root of the mean squared error.",
    formula: "√ mean (p − y)²")
  static let examples: [Example] = [.regression("rmse", is: .number(3.5.squareRoot()))]

  let errors: PairMoments

  static func error(_ prediction: RowExpression, _ label: RowExpression) -> RowExpression {
    prediction - label
  }

  static func value(of errors: Moments) -> Double? { errors.meanSquare?.squareRoot() }
}
