import Engine

struct ConditionalAcceptance: BiasMetric {
  static let outcome = FacetSides.Outcome.both
  static let signature = Signature.ofBias(
    "dca", by: outcome, range: nil)
  static let documentation = Documentation.ofBias(
    "How much more the labels accept than the predictions do, outside a facet against "
      + "inside: difference in conditional acceptance.",
    formula: "cₐ − c_d, c the positives / predicted positives of a side",
    reading: "above 0 the predictions fall short of the labels more for all others, which favours "
      + "the facet",
    by: outcome,
    undefined: "nothing is predicted positive on a side that has no positives, or on both")
  static let examples = [
    Example.bias("bias.dca(facet: sex == \"F\")", is: .number(1.2 - 2.0 / 3))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.positives, $0.predictedPositives) }, of: sides.a, less: sides.d)
  }
}
