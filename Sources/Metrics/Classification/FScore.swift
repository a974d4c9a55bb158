import Engine
import Statistics

struct FScore: Metric {
  static let signature = Signature(
    "f", .number("beta"), .value("class", optional: true), returns: .ratio, worse: .lower,
    tasks: [.binary, .multiclass])
  static let documentation = Documentation.ofClasses(
    "Mean of precision and recall in which recall weighs β times as much.",
    formula: "(1 + β²)·TP / ((1 + β²)·TP + β²·FN + FP)",
    undefined: "no record is positive and none was predicted so",
    source: "van Rijsbergen, Information Retrieval, 1979")
  static let examples: [Example] = [
    .binary("f(beta: 2)", is: .number(15.0 / 21)),
    .multiclass("f(beta: 1, class: \"B\")", is: .number(2.0 / 5)),
  ]

  private let classes: ClassReading
  private let beta: Double

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    try ClassReading.wantClass(arguments, Self.signature.name)
    classes = try ClassReading(arguments)
    beta = try arguments.beta()
  }

  var reads: [StatisticRequest] { [classes.pairs.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let focus = classes.focus else { return .unknown(.undefined) }
    return classes.value(from: statistics) { .number($0.outcomes(of: focus).f(beta: beta)) }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    classes.whyUnknown(from: statistics, Self.documentation)
  }
}

extension CheckedArguments {
  func beta() throws(ArgumentError) -> Double {
    guard let beta = number("beta"), beta > 0, beta <= 1_000 else {
      throw ArgumentError("beta", "`beta` is above 0 and at most 1,000, such as 0.5 or 2")
    }
    return beta
  }
}
