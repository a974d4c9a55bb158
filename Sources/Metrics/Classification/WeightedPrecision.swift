import Engine

struct WeightedPrecision: ConfusionMetric {
  static let signature = Signature.ofClasses("weighted_precision")
  static let documentation = Documentation.ofClasses(
    "Mean of the precision of each class, weighted by its records.",
    formula: "Σ recordsₖ · precisionₖ / records; a class that was never predicted counts 0",
    undefined: "there are more than 1,000 classes",
    source: "Amazon SageMaker Model Monitor, model quality metrics")
  static let examples: [Example] = [
    .binary("weighted_precision", is: .number((4 * 0.6 + 6 * 0.8) / 10)),
    .multiclass("weighted_precision", is: .number((3 * (2.0 / 3) + 2 * (1.0 / 3)) / 6)),
  ]

  let classes: ClassReading

  static func value(of confusion: Confusion) -> Double {
    confusion.weightedMean {
      $0.predictedPositives == 0 ? 0 : $0.truePositives / $0.predictedPositives
    }
  }
}
