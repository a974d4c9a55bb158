import Engine
import Statistics

struct BrierScore: Metric {
  static let signature = Signature("brier", returns: .ratio, worse: .higher, tasks: [.binary])
  static let documentation = Documentation.ofScores(
    "Mean squared distance of the probability from what came about.",
    formula: "mean (s − [positive])²; probabilities outside 0…1 are left out", undefined: nil,
    source: "Brier, Verification of forecasts expressed in terms of probability, 1950")
  static let examples: [Example] = [
    .scored("brier", is: .number((0.01 + 0.25 + 0.25 + 0.5625 + 0.015625) / 5))
  ]

  private let losses: PairMoments

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let miss = 1 - (try arguments.likelihood())
    losses = PairMoments(
      of: miss, label: try arguments.isPositive(try arguments.role(.label)), arguments)
  }

  var reads: [StatisticRequest] { losses.reads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    losses.value(from: statistics, \.meanSquare)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    losses.whyUnknown(from: statistics)
  }
}
