import Engine

struct TreatmentEquality: BiasMetric {
  static let outcome = FacetSides.Outcome.both
  static let signature = Signature.ofBias(
    "te", by: outcome, range: nil)
  static let documentation = Documentation.ofBias(
    "How many positives are missed for each negative that is taken for one, in a facet "
      + "against outside: treatment equality.",
    formula: "FN_d / FP_d − FNₐ / FPₐ",
    reading: "above 0 errors hurt the facet more than all others; ±∞ where a side has no false "
      + "positive",
    by: outcome, undefined: "a side has no errors, or both no false positives")
  static let examples = [
    Example.bias("bias.te(facet: sex == \"F\")", is: .number(-.infinity))
  ]

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.difference({ ($0.falseNegatives, $0.falsePositives) }, of: sides.d, less: sides.a)
  }
}
