import Engine

struct FalseNegativeRate: OutcomeMetric {
  static let signature = Signature.ofClass("false_negative_rate", worse: .higher)
  static let documentation = Documentation.ofClasses(
    "Share of positive records that were predicted negative.",
    formula: "FN / (FN + TP)",
    undefined: "no record is positive", source: Documentation.rates)
  static let examples: [Example] = [.binary("false_negative_rate", is: .number(0.25))]

  let classes: ClassReading

  static func value(of outcomes: OutcomeCounts) -> Double {
    outcomes.falseNegatives / outcomes.positives
  }
}
