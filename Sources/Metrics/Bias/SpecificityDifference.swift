import Engine

struct SpecificityDifference: BiasMetric {
  static let outcome = FacetSides.Outcome.both
  static let signature = Signature.ofBias(
    "sd", by: outcome, range: -1...1)
  static let documentation = Documentation.ofBias(
    "How much more of the negatives is recognised inside a facet than outside: specificity "
      + "difference.",
    formula: "TNR_d − TNRₐ, TNR = TN / (TN + FP)",
    reading: "above 0 the predictions favour all others, whose negatives pass for positive more "
      + "often",
    by: outcome, undefined: "a side has no negatives")
  static let examples = [
    Example.bias("bias.sd(facet: sex == \"F\")", is: .number(0.75 - 1))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.trueNegatives, $0.negatives) }, of: sides.d, less: sides.a)
  }
}
