import Engine
import Language
import Metrics
import Testing

/// What the checker says of metrics of predictions.
struct PredictionCheckingTests {
  private func codes(_ expression: String, _ task: String) -> [String] {
    let rules = "monitor m { task \(task) }\nrule r { expect \(expression) > 0.5 }"
    let checked = check(rules, schema: Schema(names: ["y", "p", "s", "q"]))
    return checked.diagnostics.filter { $0.severity == .error }.map(\.code.id)
  }

  static let regression = "regression(prediction: p, label: y)"
  static let binary = "binary(probability: s, label: y, positive: 1)"
  static let multiclass = "multiclass(prediction: p, label: y)"
  static let ranking = "ranking(score: s, relevance: y, query: q)"

  @Test(arguments: [
    ("mae", binary, "TM229"), ("auc", regression, "TM229"), ("ndcg", multiclass, "TM229"),
    ("weighted_f1", ranking, "TM229"), ("auc", multiclass, "TM229"),
    ("precision", multiclass, "TM206"), ("f(beta: 2)", multiclass, "TM206"),
    ("precision(class: 1)", binary, "TM206"), ("f(beta: 0)", binary, "TM206"),
    ("f", binary, "TM206"), ("pinball(1.5)", regression, "TM206"),
    ("calibration_error(bins: 0)", binary, "TM206"),
    ("calibration_error(bins: 2.5)", binary, "TM206"), ("ndcg(at: 0)", ranking, "TM206"),
    ("recall_at(2.5)", ranking, "TM206"), ("map(relevant: 0)", ranking, "TM206"),
    ("best_constant(mae)", binary, "TM206"), ("best_constant(auc)", regression, "TM206"),
    ("best_constant(precision)", multiclass, "TM206"), ("best_constant(nothing)", binary, "TM206"),
    ("confusion(actual: \"a\", predicted: 1)", binary, "TM206"),
    ("auc", "binary(prediction: p, label: y, positive: 1)", "TM206"),
  ])
  func mistakes(_ expression: String, _ task: String, _ code: String) {
    #expect(codes(expression, task) == [code], "\(expression)")
  }

  @Test(arguments: [
    ("mae", regression), ("auc", binary), ("precision", binary), ("f1(class: 1)", multiclass),
    ("ndcg(gain: linear)", ranking), ("label_share", ranking), ("best_constant(f1)", binary),
    ("best_constant(mae)", regression),
  ])
  func right(_ expression: String, _ task: String) {
    #expect(codes(expression, task) == [], "\(expression)")
  }

  @Test func theoreticalRangesAreKnown() {
    #expect(codes("2 * auc - 3", Self.binary) == ["TM305"])
    #expect(codes("smape - 2", Self.regression) == ["TM305"])
    #expect(codes("r2 - 0.6", Self.regression) == ["TM305"])
    #expect(codes("mae", Self.regression) == [])
  }

  @Test func structuresAreForEvalAlone() {
    #expect(codes("roc_curve", Self.binary).count == 1)
  }
}
