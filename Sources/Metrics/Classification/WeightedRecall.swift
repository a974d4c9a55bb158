import Engine

struct WeightedRecall: ConfusionMetric {
  static let signature = Signature.ofClasses("weighted_recall")
  static let documentation = Documentation.ofClasses(
    "Mean of the recall of each class, weighted by its records: accuracy by another name.",
    formula: "Σ recordsₖ · recallₖ / records",
    undefined: "there are more than 1,000 classes",
    source: "Amazon SageMaker Model Monitor, model quality metrics")
  static let examples: [Example] = [
    .binary("weighted_recall", is: .number(0.7)),
    .multiclass("weighted_recall", is: .number(0.5)),
  ]

  let classes: ClassReading

  static func value(of confusion: Confusion) -> Double {
    confusion.weightedMean { $0.truePositives / $0.positives }
  }
}
