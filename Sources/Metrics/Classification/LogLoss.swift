import Engine
import Statistics

struct LogLoss: Metric {
  static let signature = Signature(
    "log_loss", returns: .number, range: 0...Double.infinity, worse: .higher, tasks: [.binary])
  static let documentation = Documentation.ofScores(
    "Mean surprise at the labels, given the probabilities: cross-entropy in nats.",
    formula:
      "mean −ln(s where positive, 1 − s where not), at least ε and at most 1 − ε with ε = 2⁻⁵²; "
      + "probabilities outside 0…1 are left out",
    undefined: nil, source: "Good, Rational decisions, 1952; scikit-learn, log_loss")
  static let examples: [Example] = [
    Example(
      "log_loss", over: "y,s\n1,0.5\n0,0.5\n",
      task: "binary(probability: s, label: y, positive: 1)",
      is: .number(0.6931471805599453))
  ]

  private let losses: PairMoments

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let likelihood = try arguments.likelihood()
    losses = PairMoments(
      of: -likelihood.clamped(Double.ulpOfOne, 1 - Double.ulpOfOne).naturalLogarithm,
      label: try arguments.isPositive(try arguments.role(.label)), arguments)
  }

  var reads: [StatisticRequest] { losses.reads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    losses.value(from: statistics, \.mean)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    losses.whyUnknown(from: statistics)
  }
}

extension CheckedArguments {
  /// The probability that was given to what came about; null outside 0…1.
  func likelihood() throws(ArgumentError) -> RowExpression {
    let probability = try role(.probability)
    let isPositive = try isPositive(try role(.label))
    let isProbability = probability.isMember(of: .range(low: 0, high: 1, closed: true))
    return RowExpression.choose(isPositive, then: probability, else: 1 - probability)
      .whereTrue(isProbability)
  }
}
