import Engine

struct AccuracyDifference: BiasMetric {
  static let outcome = FacetSides.Outcome.both
  static let signature = Signature.ofBias(
    "ad", by: outcome, range: -1...1)
  static let documentation = Documentation.ofBias(
    "How much more often the predictions are right outside a facet than inside: accuracy "
      + "difference.",
    formula: "ACCₐ − ACC_d, ACC = (TP + TN) / records of a side",
    reading: "above 0 the model serves all others better, below 0 the facet",
    by: outcome)
  static let examples = [
    Example.bias("bias.ad(facet: sex == \"F\")", is: .number(0.875 - 0.7))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.truePositives + $0.trueNegatives, $0.all) }, of: sides.a, less: sides.d)
  }
}
