import Engine
import Statistics

struct MeanError: ErrorMetric {
  static let signature = Signature("mean_error", returns: .number, tasks: [.regression])
  static let documentation = Documentation.ofErrors(
    "Mean error: above 0 where the model predicts too much.",
    formula: "mean (p − y)")
  static let examples: [Example] = [.regression("mean_error", is: .number(0.5))]

  let errors: PairMoments

  static func error(_ prediction: RowExpression, _ label: RowExpression) -> RowExpression {
    prediction - label
  }

  static func value(of errors: Moments) -> Double? { errors.mean }
}
