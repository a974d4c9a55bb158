import Engine

struct WeightedF1: ConfusionMetric {
  static let signature = Signature.ofClasses("weighted_f1")
  static let documentation = Documentation.ofClasses(
    "Mean of the F1 of each class, weighted by its records.",
    formula: "Σ recordsₖ · f1ₖ / records",
    undefined: "there are more than 1,000 classes",
    source: "Amazon SageMaker Model Monitor, model quality metrics")
  static let examples: [Example] = [
    .binary("weighted_f1", is: .number((4 * (6.0 / 9) + 6 * (8.0 / 11)) / 10)),
    .multiclass("weighted_f1", is: .number((3 * (4.0 / 6) + 2 * (2.0 / 5)) / 6)),
  ]

  let classes: ClassReading

  static func value(of confusion: Confusion) -> Double {
    confusion.weightedMean { $0.f(beta: 1) }
  }
}
