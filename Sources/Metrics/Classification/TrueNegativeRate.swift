import Engine

struct TrueNegativeRate: OutcomeMetric {
  static let signature = Signature.ofClass("true_negative_rate", worse: .lower)
  static let documentation = Documentation.ofClasses(
    "Share of negative records that were predicted so: specificity.",
    formula: "TN / (TN + FP)",
    undefined: "no record is negative", source: Documentation.rates)
  static let examples: [Example] = [.binary("true_negative_rate", is: .number(4.0 / 6))]

  let classes: ClassReading

  static func value(of outcomes: OutcomeCounts) -> Double {
    outcomes.trueNegatives / outcomes.negatives
  }
}
