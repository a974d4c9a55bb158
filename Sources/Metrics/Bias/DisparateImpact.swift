import Engine
import Statistics

struct DisparateImpact: BiasMetric {
  static let outcome = FacetSides.Outcome.prediction
  static let signature = Signature.ofBias(
    "di", by: outcome, range: 0...Double.infinity, fair: 1)
  static let documentation = Documentation.ofBias(
    "How often the predictions are positive in a facet, as a multiple of how often in the "
      + "rest: disparate impact.",
    formula: "q′_d / q′ₐ, q′ the predicted positives / records of a side",
    reading: "1 is fair, below 1 the predictions favour all others, above 1 the facet; the four-"
      + "fifths rule wants 0.8 to 1.25",
    by: outcome, undefined: "nothing is predicted positive")
  static let examples = [
    Example.bias("bias.di(facet: sex == \"F\")", is: .number(0.3 / 0.625))
  ]
  static let scale = ConfidenceInterval.Scale.log

  let sides: FacetReading

  static func value(of sides: FacetSides) -> Double {
    sides.method.quotient(
      sides.d.predictedPositives / sides.d.all, sides.a.predictedPositives / sides.a.all)
  }
}
