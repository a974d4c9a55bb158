import Engine

struct LabelVariation: DistributionMetric {
  static let signature = Signature.ofBias(
    "tvd", by: .label, returns: .distance, range: 0...1)
  static let documentation = Documentation.ofDistributions(
    "How far the labels outside and inside a facet are apart: total variation distance.",
    formula: "½·Σ |Pₐ − P_d|")
  static let examples = [
    Example.bias(
      "bias.tvd(facet: sex == \"F\")",
      is: .number(0.5 * ((0.75 - 0.2) + (0.8 - 0.25))))
  ]

  let labels: LabelReading

  static func value(of shares: [(a: Double, d: Double)]) -> Double {
    0.5 * shares.reduce(0) { $0 + ($1.a - $1.d).magnitude }
  }
}
