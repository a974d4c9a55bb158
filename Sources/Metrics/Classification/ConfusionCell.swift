import Engine
import Statistics

struct ConfusionCell: Metric {
  static let signature = Signature(
    "confusion", .value("actual"), .value("predicted"), returns: .count,
    tasks: [.binary, .multiclass])
  static let documentation = Documentation.ofClasses(
    "Records of one class that were predicted as another, or as the same.",
    formula:
      "count of label = actual and prediction = predicted; in a binary task any value that is "
      + "not positive stands for all negatives",
    undefined: "there are more than 1,000 classes")
  static let examples: [Example] = [
    .binary("confusion(actual: 0, predicted: 1)", is: .number(2)),
    .multiclass("confusion(actual: \"B\", predicted: \"A\")", is: .number(1)),
  ]

  private let classes: ClassReading
  private let actual: [UInt8]
  private let predicted: [UInt8]

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    classes = try ClassReading(arguments)
    actual = try arguments.classKey("actual")
    predicted = try arguments.classKey("predicted")
  }

  var reads: [StatisticRequest] { [classes.pairs.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    classes.value(from: statistics) { confusion in
      let cell = confusion.cells.first {
        confusion.classes[$0.actual] == actual && confusion.classes[$0.predicted] == predicted
      }
      return .number(cell?.count ?? 0)
    }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    classes.whyUnknown(from: statistics, Self.documentation)
  }
}

extension CheckedArguments {
  /// The key of the class that an argument names.
  fileprivate func classKey(_ name: String) throws(ArgumentError) -> [UInt8] {
    guard let value = value(name), let key = ClassReading.key(value) else {
      throw ArgumentError(name, "`\(name)` is a class, such as \"A\" or 1")
    }
    guard let positive = task?.positive else { return key }
    guard positive.isOfType(of: value) else {
      throw ArgumentError(name, "`\(name)` is not of the type of the task's `positive`")
    }
    return ClassKey.of(positive.contains(value))
  }
}
