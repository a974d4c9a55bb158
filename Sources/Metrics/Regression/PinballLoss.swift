import Engine
import Statistics

struct PinballLoss: Metric {
  static let signature = Signature(
    "pinball", .number("q"), returns: .number, range: 0...Double.infinity, worse: .higher,
    tasks: [.regression])
  static let documentation = Documentation.ofErrors(
    "Pinball loss of predictions of the q-quantile.",
    formula: "mean max(q·(y − p), (q − 1)·(y − p))",
    source: "Koenker and Bassett, Regression quantiles, 1978")
  static let examples: [Example] = [.regression("pinball(0.25)", is: .number(3.5 / 4))]

  private let errors: PairMoments

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    guard let q = arguments.number("q"), (0...1).contains(q) else {
      throw ArgumentError("q", "`q` lies in 0…1, such as 0.9 or 90%")
    }
    let label = try arguments.role(.label)
    let shortfall = label - (try arguments.role(.prediction))
    errors = PairMoments(
      of: (q * shortfall).greatest((q - 1) * shortfall), label: label, arguments)
  }

  var reads: [StatisticRequest] { errors.reads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    errors.value(from: statistics, \.mean)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    errors.whyUnknown(from: statistics)
  }
}
