import Engine

struct ConditionalRejection: BiasMetric {
  static let outcome = FacetSides.Outcome.both
  static let signature = Signature.ofBias(
    "dcr", by: outcome, range: nil)
  static let documentation = Documentation.ofBias(
    "How much more the labels reject than the predictions do, in a facet against outside: "
      + "difference in conditional rejection.",
    formula: "r_d − rₐ, r the negatives / predicted negatives of a side",
    reading: "above 0 the predictions spare the facet more rejections that its labels hold, which "
      + "favours the facet",
    by: outcome,
    undefined: "nothing is predicted negative on a side that has no negatives, or on both")
  static let examples = [
    Example.bias("bias.dcr(facet: sex == \"F\")", is: .number(8.0 / 7 - 2.0 / 3))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.negatives, $0.predictedNegatives) }, of: sides.d, less: sides.a)
  }
}
