import Engine
import Foundation
import Language
import Testing

@testable import tidemark

/// `baseline --part quality`: a model's errors on held-out data beside the statistics of training data.
@Suite struct QualityBaselineTests {
  let folder: Folder
  let task = "regression(prediction: p, label: y)"

  init() throws {
    folder = try Folder()
    try folder.write("train.csv", Self.rows(600, error: 1, seed: 1))
    try folder.write("test.csv", Self.rows(500, error: 3, seed: 2))
    try folder.write("same.csv", Self.rows(500, error: 3, seed: 3))
    try folder.write("worse.csv", Self.rows(500, error: 6, seed: 4))
  }

  /// Predictions that are off by up to so much, evenly.
  private static func rows(_ count: Int, error: Double, seed: UInt64) -> String {
    var random = SplitMix64(seed)
    let lines = (0..<count).map { row in
      let y = Double.random(in: 0...50, using: &random)
      return "\(row % 7),\(y),\(y + Double.random(in: -error...error, using: &random))\n"
    }
    return "x,y,p\n" + lines.joined()
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  private func make(_ name: String, heldOut: String = "test.csv") async -> Run {
    await Run("baseline", path("train.csv"), "-o", path(name)).expect(0)
    return await Run(
      "baseline", path(heldOut), "-o", path(name), "--part", "quality", "--task", task)
  }

  @Test func errorsAreOfHeldOutDataAndStatisticsOfTraining() async throws {
    await make("b").expect(0, says: "errors of a regression model on 500 held-out records")
    let rules = try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m { task \(task) baseline "b" }
      rule errors { expect mae within 3 sigma of baseline }
      rule ratio { expect mae <= 1.2 * baseline }
      rule other { expect max_error <= 1.2 * baseline }
      rule training { expect baseline(row_count) == 600 and max(y) within 5% of baseline }
      """)
    await Run("check", rules, "--data", path("same.csv")).expect(0)
    let run = await Run("check", rules, "--data", path("worse.csv"), "--format", "json")
    run.expect(1)
    #expect(
      try run.verdicts().mapValues(\.description) == [
        "errors": "violated fires", "ratio": "violated fires", "other": "violated fires",
        "training": "pass",
      ])
    // Against training data alone the same errors would be too large.
    await Run("check", rules, "--data", path("same.csv"), "--baseline", path("train.csv"))
      .expect(1, says: "ratio")
  }

  @Test func labelsOfCapturesAreJoinedAndTheWindowCut() async throws {
    let capture = { (number: Int, day: Int) in
      """
      {"captureData":{"endpointInput":{"observedContentType":"text/csv","mode":"INPUT","data":"\(number)","encoding":"CSV"},"endpointOutput":{"observedContentType":"text/csv","mode":"OUTPUT","data":"\(number + 2)","encoding":"CSV"}},"eventMetadata":{"eventId":"\(day)-\(number)","inferenceTime":"2027-03-0\(day)T10:00:00Z"},"eventVersion":"0"}

      """
    }
    let label = { (number: Int, day: Int) in
      """
      {"groundTruthData":{"data":"\(number)","encoding":"CSV"},"eventMetadata":{"eventId":"\(day)-\(number)"},"eventVersion":"0"}

      """
    }
    let numbers = 0..<300
    let captures = [1, 2].flatMap { day in numbers.map { capture($0, day) } }.joined()
    let labels = [1, 2].flatMap { day in numbers.map { label(day == 1 ? 0 : $0, day) } }.joined()
    try folder.write("c.jsonl", captures)
    let truth = try folder.write("l.jsonl", labels)
    let names = try folder.write(
      "names.tide",
      "edition 1\nmonitor m { capture { output: [p] input: [x] truth: [y] } task \(task) }\n")
    await Run("baseline", path("train.csv"), "-o", path("b")).expect(0)
    let arguments = [
      "baseline", path("c.jsonl"), "-o", path("b"), "--part", "quality", "--rules", names,
    ]
    await Run(arguments).expect(2, says: "`y`")
    await Run("baseline", path("train.csv"), "-o", path("d"), "--labels", truth).expect(2)
    let window = ["--labels", truth, "--window-at", "2027-03-03T00:00Z", "--last", "1d"]
    await Run(arguments + window).expect(0, says: "300 held-out records")
    let json = try JSONSerialization.jsonObject(
      with: Data(try folder.bytes("b/quality_statistics.json")))
    let metrics = (json as? [String: Any])?["regression_metrics"] as? [String: Any]
    #expect((metrics?["mae"] as? [String: Any])?["value"] as? Double == 2)
  }

  @Test func theServicesFilesServe() async throws {
    await make("b").expect(0)
    await Run(
      "check", path("b/quality_constraints.json"), "--data", path("b/quality_statistics.json"),
      "--format", "sagemaker", "--out", path("out")
    ).expect(0, says: "no violations")
    await Run(
      "check", path("b/quality_constraints.json"), "--data", path("worse.csv"), "--task", task
    ).expect(1, says: "mae", "rmse", "r2")
    #expect(try folder.read("b/quality_statistics.json").contains("\"item_count\" : 500"))
  }

  @Test func generatedRulesHoldAndAreMarked() async throws {
    await make("b").expect(0)
    let rules = path("b/rules.tide")
    let text = try folder.read("b/rules.tide")
    #expect(text == (try folder.read("b/suggested.tide")))
    #expect(text.contains("  task     \(task)\n"))
    #expect(text.contains("rule mae_holds {\n  expect mae <= "))
    #expect(text.contains(" suggested(") && text.contains(", rows: 500)"))
    await Run("fmt", "--check", rules).expect(0)
    await Run("lint", rules, "--deny", "warnings").expect(0, says: "generated bounds")
    try folder.write("b/enforced.tide", text.replacing("mode     observe", with: "mode enforce"))
    await Run("check", path("b/enforced.tide"), "--data", path("same.csv")).expect(0)
    await Run("check", path("b/enforced.tide"), "--data", path("worse.csv"))
      .expect(1, says: "mae_holds", "rmse_holds")
  }

  @Test func eachPartIsMadeAnewWithoutTheOther() async throws {
    await make("b").expect(0)
    let before = try folder.read("b/rules.tide")
    await Run("baseline", path("train.csv"), "-o", path("b")).expect(0, says: "nothing has changed")
    #expect(try folder.read("b/rules.tide") == before)
    // A bound that was adopted stays; the others follow new held-out data.
    let adopted = before.replacing(/expect mae <= .*\n/, with: "expect mae <= 99\n")
    try folder.write("b/rules.tide", adopted)
    await Run("baseline", path("worse.csv"), "-o", path("b"), "--part", "quality")
      .expect(1, says: "rule mae_holds", "TM764")
    let after = try folder.read("b/rules.tide")
    #expect(after.contains("expect mae <= 99\n") && after != adopted)
    #expect(after.contains("// Errors of the model on held-out data"))
    #expect(try folder.read("b/suggested.tide").components(separatedBy: "mae_holds").count == 2)
  }

  @Test func aMonitorThatWasEditedIsToldOfTheTaskThatItLacks() async throws {
    await Run("baseline", path("train.csv"), "-o", path("b")).expect(0)
    let edited = try folder.read("b/rules.tide").replacing("mode observe", with: "mode enforce")
    try folder.write("b/rules.tide", edited)
    await Run(
      "baseline", path("test.csv"), "-o", path("b"), "--part", "quality", "--task", task
    ).expect(1, says: "mae_holds", "needs a monitor whose task is regression")
    #expect(try folder.read("b/rules.tide").contains("mode enforce"))
  }

  @Test func trainingDataAreNotHeldOut() async throws {
    await make("same", heldOut: "train.csv").expect(0, says: "warning[TM410]", "train.csv")
    await make("held-out").expect(0)
    for code in DiagnosticCode.ofBaselines {
      let avoid = try folder.write("avoid.tide", code.avoid)
      await Run("lint", avoid).expect(0, says: "warning[\(code.id)]", "avoid.tide:4")
      await Run("lint", avoid, "--deny", "warnings").expect(1)
      let prefer = try folder.write("prefer.tide", code.prefer)
      await Run("lint", prefer, "--deny", "warnings").expect(0)
    }
    let run = await Run("check", path("avoid.tide"), "--data", path("test.csv"))
    run.expect(1, says: "warning[TM410]")
  }

  @Test func predictionsThatTrainingDataLackAreNotExtra() async throws {
    try folder.write("train.csv", "x,y\n" + (0..<300).map { "\($0 % 7),\($0)\n" }.joined())
    await make("b").expect(0)
    await Run("lint", path("b/rules.tide"), "--deny", "warnings").expect(0)
    let run = await Run(
      "check", path("b/rules.tide"), "--data", path("same.csv"), "--format", "json")
    #expect(try run.verdicts()["columns.extra"]?.state != "violated", "\(run.output)")
    #expect(try run.verdicts()["mae_holds"]?.state == "pass")
  }

  @Test func classesAndFewRecords() async throws {
    let rows = (0..<120).map { "\($0 % 3),\($0 % 5 == 0 ? 1 : 0),\($0 % 4 == 0 ? 1 : 0)\n" }
    let data = try folder.write("c.csv", "x,y,p\n" + rows.joined())
    await Run("baseline", data, "-o", path("c")).expect(0)
    await Run(
      "baseline", data, "-o", path("c"), "--part", "quality", "--task",
      "binary(prediction: p, label: y, positive: 1)"
    ).expect(0)
    let text = try folder.read("c/rules.tide")
    #expect(text.contains("Fewer than 200 records") && text.contains("rule recall_holds"))
    #expect(!text.contains("auc_holds"))
    #expect(
      try folder.read("c/quality_statistics.json").contains("\"standard_deviation\" : \"NaN\""))
  }

  @Test func whatCannotBeMadeIsTold() async throws {
    await Run("baseline", path("test.csv"), "-o", path("none"), "--part", "quality", "--task", task)
      .expect(2, says: "no baseline to add to")
    await Run("baseline", path("train.csv"), "-o", path("b")).expect(0)
    let part = ["baseline", path("test.csv"), "-o", path("b"), "--part", "quality"]
    await Run(part).expect(2, says: "--task")
    for (task, says) in [
      ("regression(prediction: q, label: y)", "`q`"), ("nonsense", "--task"),
      ("ranking(score: p, relevance: y, query: x)", "binary"),
    ] {
      await Run(part + ["--task", task]).expect(2, says: says)
    }
    let unlabelled = try folder.write("u.csv", "x,y,p\n1,,2\n1,,3\n")
    await Run("baseline", unlabelled, "-o", path("b"), "--part", "quality", "--task", task)
      .expect(3, says: "no record has both")
    await Run("baseline", path("train.csv"), "-o", path("b"), "--task", task)
      .expect(2, says: "--part quality")
    #expect(!folder.holds("b/quality.tidestate"))
    var damaged = Array("no state".utf8)
    damaged += [0, 1, 2]
    try folder.write("b/quality.tidestate", damaged)
    await Run("eval", "row_count", "--data", path("test.csv"), "--baseline", path("b"))
      .expect(3, says: "quality.tidestate", "byte")
  }
}
