import Engine

struct ClassImbalance: BiasMetric {
  static let outcome = FacetSides.Outcome.none
  static let signature = Signature.ofBias(
    "ci", by: outcome, range: -1...1)
  static let documentation = Documentation.ofBias(
    "How much smaller a facet is than the rest of the records: class imbalance.",
    formula: "(nₐ − n_d) / (nₐ + n_d)",
    reading: "above 0 the facet has fewer records than all others, at 0 as many",
    by: outcome)
  static let examples = [
    Example.bias("bias.ci(facet: sex == \"F\")", is: .number(-2.0 / 18))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    (sides.a.all - sides.d.all) / (sides.a.all + sides.d.all)
  }
}
