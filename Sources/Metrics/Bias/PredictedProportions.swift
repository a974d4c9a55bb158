import Engine

struct PredictedProportions: BiasMetric {
  static let outcome = FacetSides.Outcome.prediction
  static let signature = Signature.ofBias(
    "dppl", by: outcome, range: -1...1)
  static let documentation = Documentation.ofBias(
    "How much smaller the share of positive predictions is in a facet: difference in "
      + "positive proportions of predicted labels.",
    formula: "q′ₐ − q′_d, q′ the predicted positives / records of a side",
    reading: "above 0 the predictions favour all others, below 0 the facet",
    by: outcome)
  static let examples = [
    Example.bias("bias.dppl(facet: sex == \"F\")", is: .number(0.625 - 0.3))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.predictedPositives, $0.all) }, of: sides.a, less: sides.d)
  }
}
