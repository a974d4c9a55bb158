import Engine

struct RejectionRates: BiasMetric {
  static let outcome = FacetSides.Outcome.both
  static let signature = Signature.ofBias(
    "drr", by: outcome, range: -1...1)
  static let documentation = Documentation.ofBias(
    "How much more often a negative prediction is right inside a facet than outside: "
      + "difference in rejection rates.",
    formula: "NPV_d − NPVₐ, NPV = TN / (TN + FN)",
    reading: "above 0 negative predictions are right more often for the facet: all others are "
      + "rejected on less",
    by: outcome, undefined: "nothing is predicted negative on a side")
  static let examples = [
    Example.bias("bias.drr(facet: sex == \"F\")", is: .number(6.0 / 7 - 2.0 / 3))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.trueNegatives, $0.predictedNegatives) }, of: sides.d, less: sides.a)
  }
}
