import Engine
import Statistics

/// What the best constant prediction of a number reaches in each metric of regression.
struct ConstantNumber: Sendable {
  static let names = ["mae", "mse", "rmse", "r2", "explained_variance", "max_error", "mean_error"]

  let labels: PairMoments
  private let name: String
  private let sketch: Reading<QuantileSketch>?

  init(_ name: String, _ arguments: CheckedArguments) throws(ArgumentError) {
    self.name = name
    let label = try arguments.role(.label)
    let judged = label.whereKnown((try arguments.role(.prediction)) - label)
    labels = PairMoments(of: judged, label: label, arguments)
    sketch =
      name == "mae"
      ? Reading(QuantileSketch.Parameters(), over: [judged], where: arguments.filter) : nil
  }

  var reads: [StatisticRequest] { labels.reads + [sketch?.request].compactMap(\.self) }

  func value(from statistics: Gathered) -> MetricValue {
    if let sketch, let held = statistics[sketch], held.count > 0 {
      return held.meanDistanceFromMedian
    }
    return labels.value(from: statistics) { labels in
      guard let spread = labels.variance, let low = labels.minimum, let high = labels.maximum
      else { return nil }
      return switch name {
      case "mse": spread
      case "rmse": labels.standardDeviation
      case "max_error": (high - low) / 2
      case "mean_error": 0
      default: spread > 0 ? 0 : nil
      }
    }
  }
}

extension QuantileSketch {
  /// The mean distance of the values from their median. Distances rise and fall by no more than the
  /// range in all, so that a rank error of ε changes their mean by ε times the range at most.
  fileprivate var meanDistanceFromMedian: MetricValue {
    let items = sortedItems
    guard let median = quantile(0.5), let low = items.first?.value, let high = items.last?.value
    else { return .unknown(.noData) }
    let weight = items.reduce(0) { $0 + Double($1.weight) }
    let sum = items.reduce(0) { $0 + (($1.value - median).magnitude * Double($1.weight)) }
    return .number(sum / weight, error: rankError * (high - low))
  }
}
