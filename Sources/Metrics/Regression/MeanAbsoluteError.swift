import Engine
import Statistics

struct MeanAbsoluteError: ErrorMetric {
  static let signature = Signature.ofErrors("mae")
  static let documentation = Documentation.ofErrors(
    "Mean absolute error.",
    formula: "mean |p − y|")
  static let examples: [Example] = [.regression("mae", is: .number(1.5))]

  let errors: PairMoments

  static func error(_ prediction: RowExpression, _ label: RowExpression) -> RowExpression {
    (prediction - label).magnitude
  }

  static func value(of errors: Moments) -> Double? { errors.mean }
}
