import Engine
import Statistics

struct SymmetricPercentageError: ErrorMetric {
  static let signature = Signature(
    "smape", returns: .number, range: 0...2, worse: .higher, tasks: [.regression])
  static let documentation = Documentation.ofErrors(
    "Mean absolute error as a share of the mean of label and prediction, from 0 to 2.",
    formula: "mean 2·|p − y| / (|p| + |y|), 0 where both are 0",
    source: "Makridakis, Accuracy measures: theoretical and practical concerns, 1993")
  static let examples: [Example] = [
    .regression("smape", is: .number((2.0 / 3 + 2.0 / 3 + 6.0 / 13) / 4))
  ]

  let errors: PairMoments

  static func error(_ prediction: RowExpression, _ label: RowExpression) -> RowExpression {
    let size = prediction.magnitude + label.magnitude
    return .choose(
      size.isEqual(to: 0), then: size, else: 2 * (prediction - label).magnitude / size)
  }

  static func value(of errors: Moments) -> Double? { errors.mean }
}
