import Engine
import Statistics

/// A metric that is a formula over all classes.
protocol ConfusionMetric: Metric {
  init(classes: ClassReading)
  var classes: ClassReading { get }
  /// NaN for 0/0.
  static func value(of confusion: Confusion) -> Double
}

extension ConfusionMetric {
  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    self.init(classes: try ClassReading(arguments))
  }

  var reads: [StatisticRequest] { [classes.pairs.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    classes.value(from: statistics) { .number(Self.value(of: $0)) }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    classes.whyUnknown(from: statistics, Self.documentation)
  }
}

extension Signature {
  /// Of a metric over all classes.
  static func ofClasses(
    _ name: String, returns result: Result = .ratio, range: ClosedRange<Double>? = nil
  ) -> Signature {
    Signature(
      name, returns: result, range: range, worse: .lower, tasks: [.binary, .multiclass])
  }
}
