import Engine
import Statistics

struct Gini: ScoreMetric {
  static let signature = Signature(
    "gini", returns: .number, range: -1...1, worse: .lower, tasks: [.binary])
  static let documentation = Documentation.ofScores(
    "Gini coefficient of the scores, 1 for perfect, 0 as by chance.",
    formula: "2·auc − 1; " + Documentation.scoresBudget,
    undefined: "all labels are positive, or none is",
    source: "Hand and Till, A simple generalisation of the area under the ROC curve, 2001")
  static let examples: [Example] = [.scored("gini", is: .number(0.5))]

  let scores: ScoreReading

  static func value(of scores: ScoreCounts) -> MetricValue? {
    scores.areaUnderROC.map { .number(2 * $0.value - 1, error: 2 * $0.error) }
  }
}
