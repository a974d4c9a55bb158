import Engine
import Statistics

struct MaximumError: ErrorMetric {
  static let signature = Signature.ofErrors("max_error")
  static let documentation = Documentation.ofErrors(
    "Largest absolute error.",
    formula: "max |p − y|")
  static let examples: [Example] = [.regression("max_error", is: .number(3))]

  let errors: PairMoments

  static func error(_ prediction: RowExpression, _ label: RowExpression) -> RowExpression {
    (prediction - label).magnitude
  }

  static func value(of errors: Moments) -> Double? { errors.maximum }
}
