import Testing

@testable import tidemark

/// Rules about predictions from files to verdicts.
@Suite struct PredictionCheckTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write("then.csv", "y,p\n1,2\n2,2\n4,5\n5,5\n")
    try folder.write("now.csv", "y,p\n1,2\n2,2\n4,2\n5,9\n7,\n")
    try folder.write("fresh.csv", "y,p\n,2\n,2\n")
  }

  private func rules(_ text: String) throws -> String {
    try folder.write("rules.tide", "edition 1\n" + text + "\n")
  }

  private static let regression = """
    monitor taxi { task regression(prediction: p, label: y) baseline "then.csv" }
    rule accuracy { alert warning when mae > 1.1 * baseline }
    rule twice { alert when mae > 4 * baseline }
    rule labels { expect label_share >= 90% }
    rule useful { expect rmse < 3 * best_constant(rmse) }
    """

  @Test func errorsAreHeldAgainstTheBaselinesData() async throws {
    let path = try rules(Self.regression)
    let run = await Run("check", path, "--data", folder.path + "/now.csv", "--format", "json")
    run.expect(1)
    let verdicts = try run.verdicts().mapValues(\.description)
    #expect(
      verdicts == [
        "accuracy": "violated fires", "twice": "pass", "labels": "pass", "useful": "pass",
      ])
    await Run("check", path, "--data", folder.path + "/then.csv").expect(0)
  }

  @Test func recordsWithoutLabelsAreUnknownAndSaySo() async throws {
    let path = try rules(Self.regression)
    let run = await Run("check", path, "--data", folder.path + "/fresh.csv", "--format", "json")
    run.expect(1, says: "none of 2 records has a label that can be read")
    let verdicts = try run.verdicts().mapValues(\.description)
    #expect(
      verdicts == [
        "accuracy": "unknown(no labels yet)", "twice": "unknown(no labels yet)",
        "labels": "violated fires", "useful": "unknown(no labels yet)",
      ])
  }

  @Test func probabilitiesBecomePredictionsByThreshold() async throws {
    let data = try folder.write(
      "scores.csv", "y,s,g\nyes,0.9,a\nyes,0.4,a\nno,0.4,a\nno,0.1,b\nyes,,b\n,0.5,b\n")
    let path = try rules(
      """
      monitor churn {
        task binary(probability: s, label: y, positive: "yes", threshold: 0.4)
      }
      rule recall { expect recall == 100% }
      rule precision { expect precision > 70% }
      rule first { where g == "a" expect true_negative_rate > 0 }
      rule second { where g == "b" expect recall > 0 }
      rule curve { expect auc == 7 / 8 }
      """)
    let run = await Run("check", path, "--data", data, "--format", "json")
    run.expect(1, says: "no record is positive")
    #expect(
      try run.verdicts().mapValues(\.description) == [
        "recall": "pass", "precision": "violated fires", "first": "violated fires",
        "second": "unknown(undefined)", "curve": "pass",
      ])
  }

  @Test func curvesAndTablesAreForEval() async throws {
    let data = try folder.write("scores.csv", "y,s\n1,0.9\n0,0.4\n")
    let task = "binary(probability: s, label: y, positive: 1)"
    await Run("eval", "confusion_matrix", "--data", data, "--task", task).expect(
      0,
      says: """
        {"negative": {"negative": 1, "positive": 0}, "positive": {"negative": 0, "positive": 1}}
        """)
    await Run("eval", "roc_curve", "pr_curve", "--data", data, "--task", task).expect(
      0, says: #""true_positive_rate": [1.0, 1.0]"#, #""precision": [1.0, 0.5]"#)
  }
}
