import Engine

struct BalancedAccuracy: ConfusionMetric {
  static let signature = Signature.ofClasses("balanced_accuracy")
  static let documentation = Documentation.ofClasses(
    "Mean of the recall of each class.",
    formula: "Σ recall(c) / classes, over the classes that occur among the labels",
    undefined: "the labels are of one class, or of more than 1,000",
    source: "Brodersen and others, The balanced accuracy and its posterior distribution, 2010")
  static let examples: [Example] = [
    .binary("balanced_accuracy", is: .number((0.75 + 4.0 / 6) / 2)),
    .multiclass("balanced_accuracy", is: .number((2.0 / 3 + 0.5) / 3)),
  ]

  let classes: ClassReading

  static func value(of confusion: Confusion) -> Double {
    let occurring = confusion.classes.indices.filter { confusion.actual[$0] > 0 }
    guard occurring.count > 1 else { return .nan }
    let recalls = occurring.map { confusion.hits[$0] / confusion.actual[$0] }
    return recalls.reduce(0, +) / Double(recalls.count)
  }
}
