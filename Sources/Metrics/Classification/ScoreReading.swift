import Engine
import Statistics

/// The counts of positive and negative records by score that curves are made of.
struct ScoreReading: Sendable {
  let scores: Reading<ScoreCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    scores = Reading(
      ScoreCounts.Parameters(),
      over: [
        try arguments.role(.probability), try arguments.isPositive(try arguments.role(.label)),
      ], where: arguments.filter)
  }

  func value(
    from statistics: Gathered, _ formula: (ScoreCounts) -> MetricValue?
  ) -> MetricValue {
    guard let scores = statistics[scores] else { return .unknown(.noData) }
    let sides = scores.sides
    guard sides.positives + sides.negatives > 0 else {
      return .unknown(.lacking(labelled: scores.labelled, of: scores.records))
    }
    return formula(scores) ?? .unknown(.undefined)
  }

  func whyUnknown(from statistics: Gathered) -> String? {
    guard let scores = statistics[scores] else { return nil }
    let sides = scores.sides
    if sides.positives + sides.negatives == 0 {
      return .whyNone(labelled: scores.labelled, of: scores.records)
    }
    if sides.positives == 0 { return "no record is positive" }
    return sides.negatives == 0 ? "no record is negative" : nil
  }

  /// Some points of a curve, evenly through all of them, the first and the last among them.
  static func thinned(_ points: [ScoreCounts.Point]) -> [ScoreCounts.Point] {
    let most = 1_000
    guard points.count > most else { return points }
    return (0..<most).map { points[$0 * (points.count - 1) / (most - 1)] }
  }
}

/// A metric that is a formula over scores.
protocol ScoreMetric: Metric {
  init(scores: ScoreReading)
  var scores: ScoreReading { get }
  /// Nil where it is not defined.
  static func value(of scores: ScoreCounts) -> MetricValue?
}

extension ScoreMetric {
  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    self.init(scores: try ScoreReading(arguments))
  }

  var reads: [StatisticRequest] { [scores.scores.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    scores.value(from: statistics, Self.value)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    scores.whyUnknown(from: statistics)
  }
}

extension Documentation {
  /// Of a metric over probabilities and labels.
  static func ofScores(
    _ summary: String, formula: String, undefined: String?, source: String = ""
  ) -> Documentation {
    var unknown: [UnknownReason: String] = [
      .noLabelsYet: "no record has a label that can be compared with the task's `positive`",
      .noData: "no record has both label and probability",
    ]
    unknown[.undefined] = undefined
    return Documentation(summary, formula: formula, unknown: unknown, source: source)
  }

  static let scoresBudget =
    "exact up to 100,000 distinct scores, then from bins of near scores, with what they leave "
    + "open as the error"
}

extension Example {
  /// Over five records, two of them with one and the same score.
  static func scored(_ expression: String, is value: JSON) -> Example {
    Example(
      expression, over: "y,s\n1,0.9\n1,0.5\n0,0.5\n1,0.25\n0,0.125\n",
      task: "binary(probability: s, label: y, positive: 1)", is: value)
  }
}
