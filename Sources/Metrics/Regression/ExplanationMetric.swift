import Engine
import Statistics

/// A metric that holds errors against the spread of the labels, both over the records that have
/// label and prediction.
protocol ExplanationMetric: Metric {
  init(errors: PairMoments, labels: Reading<Moments>)
  var errors: PairMoments { get }
  var labels: Reading<Moments> { get }
  /// What the predictions leave, as a mean of squares.
  static func unexplained(_ errors: Moments) -> Double?
}

extension ExplanationMetric {
  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let label = try arguments.role(.label)
    let error = (try arguments.role(.prediction)) - label
    self.init(
      errors: PairMoments(of: error, label: label, arguments),
      labels: Reading(over: label.whereKnown(error), where: arguments.filter))
  }

  var reads: [StatisticRequest] { errors.reads + [labels.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    errors.value(from: statistics) { errors in
      guard let rest = Self.unexplained(errors), let spread = statistics[labels]?.variance,
        spread > 0
      else { return nil }
      return 1 - rest / spread
    }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    errors.whyUnknown(from: statistics)
      ?? (statistics[labels]?.variance == 0 ? "all labels are equal" : nil)
  }
}

extension Signature {
  /// Of a share that is explained: at most 1, and below 0 where the mean of the labels would be better.
  static func ofExplanation(_ name: String) -> Signature {
    Signature(
      name, returns: .number, range: -Double.infinity...1, worse: .lower, tasks: [.regression])
  }
}
