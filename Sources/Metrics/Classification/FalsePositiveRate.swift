import Engine

struct FalsePositiveRate: OutcomeMetric {
  static let signature = Signature.ofClass("false_positive_rate", worse: .higher)
  static let documentation = Documentation.ofClasses(
    "Share of negative records that were predicted positive.",
    formula: "FP / (FP + TN)",
    undefined: "no record is negative", source: Documentation.rates)
  static let examples: [Example] = [.binary("false_positive_rate", is: .number(2.0 / 6))]

  let classes: ClassReading

  static func value(of outcomes: OutcomeCounts) -> Double {
    outcomes.falsePositives / outcomes.negatives
  }
}
