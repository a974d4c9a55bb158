import Engine
import Statistics

struct LabelJensenShannon: DistributionMetric {
  static let signature = Signature.ofBias(
    "js", by: .label, returns: .distance, range: 0...0.6931471805599453)
  static let documentation = Documentation.ofDistributions(
    "How far the labels outside and inside a facet are apart: Jensen–Shannon divergence, in"
      + " nats.",
    formula: "½·(KL(Pₐ, P) + KL(P_d, P)), P = ½·(Pₐ + P_d)")
  static let examples = [
    Example.bias("bias.js(facet: sex == \"F\")", is: .number(0.1605278751265819))
  ]
  static let scale = ConfidenceInterval.Scale.squareRoot

  let labels: LabelReading

  static func value(of shares: [(a: Double, d: Double)]) -> Double {
    Divergence.jensenShannon(shares)
  }
}
