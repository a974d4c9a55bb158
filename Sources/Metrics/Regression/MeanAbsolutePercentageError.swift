import Engine
import Statistics

struct MeanAbsolutePercentageError: ErrorMetric {
  static let signature = Signature.ofErrors("mape")
  static let documentation = Documentation.ofErrors(
    "Mean absolute error as a share of the label.",
    formula:
      "mean |p − y| / |y|; records whose label is 0 are left out, count(y == 0) tells how many",
    source: "Hyndman and Koehler, Another look at measures of forecast accuracy, 2006")
  static let examples: [Example] = [.regression("mape", is: .number((1 + 0.5 + 0.6) / 4))]

  let errors: PairMoments

  static func error(_ prediction: RowExpression, _ label: RowExpression) -> RowExpression {
    (prediction - label).magnitude / label.magnitude
  }

  static func value(of errors: Moments) -> Double? { errors.mean }
}
