import Engine
import Statistics

/// A metric that is a formula over the outcomes of one class: the positive one, or `class:`.
protocol OutcomeMetric: Metric {
  init(classes: ClassReading)
  var classes: ClassReading { get }
  /// NaN for 0/0.
  static func value(of outcomes: OutcomeCounts) -> Double
}

extension OutcomeMetric {
  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    try ClassReading.wantClass(arguments, Self.signature.name)
    self.init(classes: try ClassReading(arguments))
  }

  var reads: [StatisticRequest] { [classes.pairs.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let focus = classes.focus else { return .unknown(.undefined) }
    return classes.value(from: statistics) { .number(Self.value(of: $0.outcomes(of: focus))) }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    classes.whyUnknown(from: statistics, Self.documentation)
  }
}

extension ClassReading {
  /// In a multiclass task no class is the positive one: one must be named.
  static func wantClass(
    _ arguments: CheckedArguments, _ name: String
  ) throws(ArgumentError) {
    guard arguments.task?.kind == .multiclass, arguments.value("class") == nil else { return }
    throw ArgumentError(
      "class",
      "in a multiclass task `\(name)` is of one class, such as \(name)(class: \"A\"); "
        + "`weighted_f1`, `macro_f1` and the like are of all")
  }
}

extension Signature {
  /// Of a metric over the outcomes of one class.
  static func ofClass(
    _ name: String, returns result: Result = .ratio, range: ClosedRange<Double>? = nil,
    worse: Worse
  ) -> Signature {
    Signature(
      name, .value("class", optional: true), returns: result, range: range, worse: worse,
      tasks: [.binary, .multiclass])
  }
}

extension Documentation {
  /// Of a metric over labels and predictions.
  static func ofClasses(
    _ summary: String, formula: String, undefined: String, source: String = ""
  ) -> Documentation {
    Documentation(
      summary, formula: formula,
      unknown: [
        .noLabelsYet: "no record has a label",
        .noData: "no record has both label and prediction",
        .undefined: undefined,
      ], source: source)
  }

  static let rates =
    "Powers, Evaluation: from precision, recall and F-measure to ROC, informedness, markedness "
    + "and correlation, 2011"
}

extension Example {
  /// Over ten records: 3 true and 2 false positives, 1 false and 4 true negatives.
  static func binary(_ expression: String, is value: JSON) -> Example {
    Example(
      expression, over: "y,p\n1,1\n1,1\n1,1\n1,0\n0,1\n0,1\n0,0\n0,0\n0,0\n0,0\n",
      task: "binary(prediction: p, label: y, positive: 1)", is: value)
  }

  /// Over six records: of A two are found and one is taken for B, of B one is found and one taken
  /// for A, C is taken for B.
  static func multiclass(_ expression: String, is value: JSON) -> Example {
    Example(
      expression, over: "y,p\nA,A\nA,A\nA,B\nB,B\nB,A\nC,B\n",
      task: "multiclass(prediction: p, label: y)", is: value)
  }
}
