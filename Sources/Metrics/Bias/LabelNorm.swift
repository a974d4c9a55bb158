import Engine

struct LabelNorm: DistributionMetric {
  static let signature = Signature.ofBias(
    "lp", by: .label, returns: .distance, range: 0...1.4142135623730951)
  static let documentation = Documentation.ofDistributions(
    "How far the labels outside and inside a facet are apart: Euclidean distance of their "
      + "shares.",
    formula: "√Σ (Pₐ − P_d)²")
  static let examples = [
    Example.bias(
      "bias.lp(facet: sex == \"F\")",
      is: .number(((0.75 - 0.2) * (0.75 - 0.2) + (0.25 - 0.8) * (0.25 - 0.8)).squareRoot()))
  ]

  let labels: LabelReading

  static func value(of shares: [(a: Double, d: Double)]) -> Double {
    shares.reduce(0) { $0 + ($1.a - $1.d) * ($1.a - $1.d) }.squareRoot()
  }
}
