import Engine
import Statistics

struct ROCCurve: ScoreMetric {
  static let signature = Signature("roc_curve", returns: .structure, tasks: [.binary])
  static let documentation = Documentation.ofScores(
    "True and false positive rates at the thresholds, from the highest down.",
    formula:
      "{\"threshold\": […], \"false_positive_rate\": […], \"true_positive_rate\": […]}: records "
      + "whose score is at least the threshold / all of their side; up to 1,000 thresholds, evenly "
      + "through all",
    undefined: "all labels are positive, or none is",
    source: "Fawcett, An introduction to ROC analysis, 2006")
  static let examples: [Example] = [
    .scored(
      "roc_curve",
      is: .object([
        "threshold": .array([.number(0.9), .number(0.5), .number(0.25), .number(0.125)]),
        "false_positive_rate": .array([.number(0), .number(0.5), .number(0.5), .number(1)]),
        "true_positive_rate": .array([
          .number(1.0 / 3), .number(2.0 / 3), .number(1), .number(1),
        ]),
      ]))
  ]

  let scores: ScoreReading

  static func value(of scores: ScoreCounts) -> MetricValue? {
    let sides = scores.sides
    guard sides.positives > 0, sides.negatives > 0 else { return nil }
    let points = ScoreReading.thinned(scores.points)
    return .structure(
      .object([
        "threshold": .array(points.map { .number($0.threshold) }),
        "false_positive_rate": .array(
          points.map { .number($0.falsePositives / sides.negatives) }),
        "true_positive_rate": .array(points.map { .number($0.truePositives / sides.positives) }),
      ]))
  }
}
