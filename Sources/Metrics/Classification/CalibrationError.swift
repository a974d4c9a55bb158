import Engine
import Statistics

struct CalibrationError: Metric {
  static let signature = Signature(
    "calibration_error", .number("bins", optional: true), returns: .ratio, worse: .higher,
    tasks: [.binary])
  static let documentation = Documentation.ofScores(
    "Expected calibration error: how far probabilities are from the share that came about.",
    formula:
      "Σ recordsᵦ / records · |mean probabilityᵦ − share positiveᵦ| over `bins` equal bins (10), "
      + "each [low, high), the last with 1; probabilities outside 0…1 are left out",
    undefined: nil,
    source: "Naeini, Cooper, Hauskrecht, Obtaining well calibrated probabilities using Bayesian "
      + "binning, 2015")
  static let examples: [Example] = [
    Example(
      "calibration_error(bins: 2)", over: "y,s\n1,0.75\n0,0.5\n0,0.25\n0,0.25\n",
      task: "binary(probability: s, label: y, positive: 1)", is: .number(0.1875))
  ]

  private let bins: Reading<CalibrationBins>
  private let labels: Reading<Presence>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let count = arguments.number("bins") ?? 10
    guard count >= 1, count <= 10_000, count == count.rounded() else {
      throw ArgumentError("bins", "`bins` is a whole number from 1 to 10,000")
    }
    let isPositive = try arguments.isPositive(try arguments.role(.label))
    bins = Reading(
      CalibrationBins.Parameters(bins: Int(count)),
      over: [try arguments.role(.probability), isPositive], where: arguments.filter)
    labels = Reading(over: isPositive, where: arguments.filter)
  }

  var reads: [StatisticRequest] { [bins.request, labels.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let bins = statistics[bins], let labels = statistics[labels] else {
      return .unknown(.noData)
    }
    return bins.expectedError.map { .number($0) }
      ?? .unknown(.lacking(labelled: labels.present, of: labels.records))
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    statistics[labels].flatMap { .whyNone(labelled: $0.present, of: $0.records) }
  }
}
