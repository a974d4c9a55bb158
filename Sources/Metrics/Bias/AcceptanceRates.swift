import Engine

struct AcceptanceRates: BiasMetric {
  static let outcome = FacetSides.Outcome.both
  static let signature = Signature.ofBias(
    "dar", by: outcome, range: -1...1)
  static let documentation = Documentation.ofBias(
    "How much more often a positive prediction is right outside a facet than inside: "
      + "difference in acceptance rates.",
    formula: "PPVₐ − PPV_d, PPV = TP / (TP + FP)",
    reading: "above 0 positive predictions are right more often for all others: the facet is "
      + "accepted on less",
    by: outcome, undefined: "nothing is predicted positive on a side")
  static let examples = [
    Example.bias("bias.dar(facet: sex == \"F\")", is: .number(1 - 1.0 / 3))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.truePositives, $0.predictedPositives) }, of: sides.a, less: sides.d)
  }
}
