import Engine

struct Recall: OutcomeMetric {
  static let signature = Signature.ofClass("recall", worse: .lower)
  static let documentation = Documentation.ofClasses(
    "Share of positive records that were predicted so.",
    formula: "TP / (TP + FN)",
    undefined: "no record is positive", source: Documentation.rates)
  static let examples: [Example] = [
    .binary("recall", is: .number(0.75)), .multiclass("recall(class: \"A\")", is: .number(2.0 / 3)),
  ]

  let classes: ClassReading

  static func value(of outcomes: OutcomeCounts) -> Double {
    outcomes.truePositives / outcomes.positives
  }
}
