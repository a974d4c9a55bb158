import Engine
import Statistics

struct LabelDivergence: DistributionMetric {
  static let signature = Signature.ofBias(
    "kl", by: .label, returns: .distance, range: nil)
  static let documentation = Documentation.ofDistributions(
    "How far the labels outside a facet are from those inside: Kullback–Leibler divergence,"
      + " in nats.",
    formula: "Σ Pₐ·ln(Pₐ / P_d), infinite where the facet lacks a label")
  static let examples = [
    Example.bias(
      "bias.kl(facet: sex == \"F\")",
      is: .number(0.7005291775353193))
  ]
  static let scale = ConfidenceInterval.Scale.squareRoot

  let labels: LabelReading

  static func value(of shares: [(a: Double, d: Double)]) -> Double {
    Divergence.kullbackLeibler(shares)
  }
}
