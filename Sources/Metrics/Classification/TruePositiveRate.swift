import Engine

struct TruePositiveRate: OutcomeMetric {
  static let signature = Signature.ofClass("true_positive_rate", worse: .lower)
  static let documentation = Documentation.ofClasses(
    "Share of positive records that were predicted so: recall by its other name.",
    formula: "TP / (TP + FN)",
    undefined: "no record is positive", source: Documentation.rates)
  static let examples: [Example] = [.binary("true_positive_rate", is: .number(0.75))]

  let classes: ClassReading

  static func value(of outcomes: OutcomeCounts) -> Double {
    outcomes.truePositives / outcomes.positives
  }
}
