import Engine

struct LabelLargestDifference: DistributionMetric {
  static let signature = Signature.ofBias(
    "ks", by: .label, returns: .distance, range: 0...1)
  static let documentation = Documentation.ofDistributions(
    "How far the label is apart in which the records outside and inside a facet differ "
      + "most: Kolmogorov–Smirnov.",
    formula: "max |Pₐ − P_d| over the labels, not cumulative")
  static let examples = [
    Example.bias("bias.ks(facet: sex == \"F\")", is: .number(0.8 - 0.25))
  ]

  let labels: LabelReading

  static func value(of shares: [(a: Double, d: Double)]) -> Double {
    shares.reduce(0) { max($0, ($1.a - $1.d).magnitude) }
  }
}
