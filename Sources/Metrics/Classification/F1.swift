import Engine

struct F1: OutcomeMetric {
  static let signature = Signature.ofClass("f1", worse: .lower)
  static let documentation = Documentation.ofClasses(
    "Harmonic mean of precision and recall.",
    formula: "2·TP / (2·TP + FP + FN)",
    undefined: "no record is positive and none was predicted so",
    source: "van Rijsbergen, Information Retrieval, 1979")
  static let examples: [Example] = [
    .binary("f1", is: .number(6.0 / 9)), .multiclass("f1(class: \"A\")", is: .number(4.0 / 6)),
  ]

  let classes: ClassReading

  static func value(of outcomes: OutcomeCounts) -> Double {
    outcomes.f(beta: 1)
  }
}
