import Engine
import Statistics

struct WeightedFScore: Metric {
  static let signature = Signature(
    "weighted_f", .number("beta"), returns: .ratio, worse: .lower, tasks: [.binary, .multiclass])
  static let documentation = Documentation.ofClasses(
    "Mean of the F score of each class, weighted by its records.",
    formula: "Σ recordsₖ · f(β)ₖ / records", undefined: "there are more than 1,000 classes",
    source: "Amazon SageMaker Model Monitor, model quality metrics")
  static let examples: [Example] = [
    .multiclass(
      "weighted_f(beta: 2)", is: .number((3 * (10.0 / 15) + 2 * (5.0 / 11)) / 6))
  ]

  private let classes: ClassReading
  private let beta: Double

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    classes = try ClassReading(arguments)
    beta = try arguments.beta()
  }

  var reads: [StatisticRequest] { [classes.pairs.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    classes.value(from: statistics) { confusion in
      .number(confusion.weightedMean { $0.f(beta: beta) })
    }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    classes.whyUnknown(from: statistics, Self.documentation)
  }
}
