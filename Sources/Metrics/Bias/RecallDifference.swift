import Engine

struct RecallDifference: BiasMetric {
  static let outcome = FacetSides.Outcome.both
  static let signature = Signature.ofBias(
    "rd", by: outcome, range: -1...1)
  static let documentation = Documentation.ofBias(
    "How much more of the positives is found outside a facet than inside: recall "
      + "difference.",
    formula: "TPRₐ − TPR_d, TPR = TP / (TP + FN)",
    reading: "above 0 the predictions favour all others, whose positives are found more often",
    by: outcome, undefined: "a side has no positives")
  static let examples = [
    Example.bias("bias.rd(facet: sex == \"F\")", is: .number(5.0 / 6 - 0.5))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.truePositives, $0.positives) }, of: sides.a, less: sides.d)
  }
}
