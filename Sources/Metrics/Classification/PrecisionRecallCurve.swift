import Engine
import Statistics

struct PrecisionRecallCurve: ScoreMetric {
  static let signature = Signature("pr_curve", returns: .structure, tasks: [.binary])
  static let documentation = Documentation.ofScores(
    "Precision and recall at the thresholds, from the highest down.",
    formula:
      "{\"threshold\": […], \"precision\": […], \"recall\": […]}: positives among the records "
      + "whose score is at least the threshold / those records, / all positives; up to 1,000 "
      + "thresholds, evenly through all",
    undefined: "no record is positive",
    source: "Davis and Goadrich, The relationship between precision-recall and ROC curves, 2006")
  static let examples: [Example] = [
    .scored(
      "pr_curve",
      is: .object([
        "threshold": .array([.number(0.9), .number(0.5), .number(0.25), .number(0.125)]),
        "precision": .array([.number(1), .number(2.0 / 3), .number(0.75), .number(0.6)]),
        "recall": .array([.number(1.0 / 3), .number(2.0 / 3), .number(1), .number(1)]),
      ]))
  ]

  let scores: ScoreReading

  static func value(of scores: ScoreCounts) -> MetricValue? {
    let positives = scores.sides.positives
    guard positives > 0 else { return nil }
    let points = ScoreReading.thinned(scores.points)
    return .structure(
      .object([
        "threshold": .array(points.map { .number($0.threshold) }),
        "precision": .array(
          points.map { .number($0.truePositives / ($0.truePositives + $0.falsePositives)) }),
        "recall": .array(points.map { .number($0.truePositives / positives) }),
      ]))
  }
}
