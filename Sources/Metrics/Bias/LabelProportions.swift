import Engine

struct LabelProportions: BiasMetric {
  static let outcome = FacetSides.Outcome.label
  static let signature = Signature.ofBias(
    "dpl", by: outcome, range: -1...1)
  static let documentation = Documentation.ofBias(
    "How much smaller the share of positive labels is in a facet: difference in positive "
      + "proportions of labels.",
    formula: "qₐ − q_d, q the positives / records of a side",
    reading: "above 0 the labels favour all others, below 0 the facet",
    by: outcome)
  static let examples = [
    Example.bias("bias.dpl(facet: sex == \"F\")", is: .number(0.75 - 0.2))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.positives, $0.all) }, of: sides.a, less: sides.d)
  }
}
