import Engine
import Statistics

struct AreaUnderROC: ScoreMetric {
  static let signature = Signature("auc", returns: .ratio, worse: .lower, tasks: [.binary])
  static let documentation = Documentation.ofScores(
    "Area under the ROC curve: the chance that a positive record has a higher score than a "
      + "negative one.",
    formula:
      "pairs of a positive and a negative record in which the positive has the higher score, "
      + "ties half / all such pairs; " + Documentation.scoresBudget,
    undefined: "all labels are positive, or none is",
    source: "Fawcett, An introduction to ROC analysis, 2006")
  static let examples: [Example] = [.scored("auc", is: .number(4.5 / 6))]

  let scores: ScoreReading

  static func value(of scores: ScoreCounts) -> MetricValue? {
    scores.areaUnderROC.map { .number($0.value, error: $0.error) }
  }
}
