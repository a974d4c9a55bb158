import Engine

struct Precision: OutcomeMetric {
  static let signature = Signature.ofClass("precision", worse: .lower)
  static let documentation = Documentation.ofClasses(
    "Share of records predicted positive that are.",
    formula: "TP / (TP + FP)",
    undefined: "nothing was predicted positive", source: Documentation.rates)
  static let examples: [Example] = [
    .binary("precision", is: .number(0.6)),
    .multiclass("precision(class: \"A\")", is: .number(2.0 / 3)),
  ]

  let classes: ClassReading

  static func value(of outcomes: OutcomeCounts) -> Double {
    outcomes.truePositives / outcomes.predictedPositives
  }
}
