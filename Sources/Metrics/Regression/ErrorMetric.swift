import Engine
import Statistics

/// A metric that is a formula over the moments of what each prediction is off by.
protocol ErrorMetric: Metric {
  init(errors: PairMoments)
  var errors: PairMoments { get }
  /// What is summed up, of one prediction and its label.
  static func error(_ prediction: RowExpression, _ label: RowExpression) -> RowExpression
  static func value(of errors: Moments) -> Double?
}

extension ErrorMetric {
  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let label = try arguments.role(.label)
    self.init(
      errors: PairMoments(
        of: Self.error(try arguments.role(.prediction), label), label: label, arguments))
  }

  var reads: [StatisticRequest] { errors.reads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    errors.value(from: statistics, Self.value)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    errors.whyUnknown(from: statistics)
  }
}

extension Moments {
  /// Σx² / count.
  var meanSquare: Double? {
    guard let mean, let variance else { return nil }
    return variance + mean * mean
  }
}

extension Signature {
  /// Of an error from 0 up.
  static func ofErrors(_ name: String) -> Signature {
    Signature(
      name, returns: .number, range: 0...Double.infinity, worse: .higher, tasks: [.regression])
  }
}

extension Documentation {
  /// Of a metric over predicted and actual numbers.
  static func ofErrors(
    _ summary: String, formula: String, undefined: String? = nil, source: String = ""
  ) -> Documentation {
    var unknown: [UnknownReason: String] = [
      .noLabelsYet: "no record has a label",
      .noData: "no record has numbers as both label and prediction",
    ]
    unknown[.undefined] = undefined
    return Documentation(
      summary, formula: formula + "; p predictions, y labels, records that lack one left out",
      unknown: unknown, source: source)
  }
}

extension Example {
  /// Over four records and one without a prediction.
  static func regression(_ expression: String, is value: JSON) -> Example {
    Example(
      expression, over: "y,p\n1,2\n2,2\n4,2\n5,8\n7,\n",
      task: "regression(prediction: p, label: y)", is: value)
  }
}
