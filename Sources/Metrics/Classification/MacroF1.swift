import Engine

struct MacroF1: ConfusionMetric {
  static let signature = Signature.ofClasses("macro_f1")
  static let documentation = Documentation.ofClasses(
    "Mean of the F1 of each class, all classes alike.",
    formula: "Σ f1ₖ / classes, over the classes that occur among labels or predictions",
    undefined: "there are more than 1,000 classes",
    source: "van Rijsbergen, Information Retrieval, 1979")
  static let examples: [Example] = [
    .binary("macro_f1", is: .number((6.0 / 9 + 8.0 / 11) / 2)),
    .multiclass("macro_f1", is: .number((4.0 / 6 + 2.0 / 5) / 3)),
  ]

  let classes: ClassReading

  static func value(of confusion: Confusion) -> Double {
    let scores = confusion.classes.indices.map { confusion.outcomes(of: $0).f(beta: 1) }
    return scores.reduce(0, +) / Double(scores.count)
  }
}
