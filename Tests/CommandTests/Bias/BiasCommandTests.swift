import Foundation
import Testing

@testable import tidemark

/// Bias at the command line: baselines, the service's files, verdicts with their intervals.
@Suite struct BiasCommandTests {
  let folder: Folder
  let task = "binary(prediction: p, label: y, positive: 1)"

  init() throws {
    folder = try Folder()
    try folder.write("train.csv", Self.rows(4_000, women: 0.4, seed: 1))
    try folder.write("same.csv", Self.rows(1_000, women: 0.4, seed: 2))
    try folder.write("worse.csv", Self.rows(1_000, women: 0.15, seed: 3))
  }

  /// Of men half are positive, of women a share; predictions are right in three of four.
  private static func rows(_ count: Int, women: Double, seed: UInt64) -> String {
    var random = SplitMix64(seed)
    let lines = (0..<count).map { _ in
      let isWoman = Double.random(in: 0..<1, using: &random) < 0.4
      let y = Double.random(in: 0..<1, using: &random) < (isWoman ? women : 0.5)
      let isRight = Double.random(in: 0..<1, using: &random) < 0.75
      let job = ["a", "b", "c"].randomElement(using: &random) ?? "a"
      let age = Int.random(in: 18..<70, using: &random)
      return "\(isWoman ? "F" : "M"),\(y ? 1 : 0),\(y == isRight ? 1 : 0),\(job),\(age)\n"
    }
    return "sex,y,p,job,age\n" + lines.joined()
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  private func baseline() async -> Run {
    await Run(
      "baseline", path("train.csv"), "-o", path("b"), "--bias",
      "facet: sex == \"F\", group: job, features: [age]", "--task", task)
  }

  @Test func generatedRulesHoldTillBiasGrows() async throws {
    await baseline().expect(0)
    let text = try String(contentsOfFile: path("b/rules.tide"), encoding: .utf8)
    for part in [
      "rule bias_dpl_sex_F {", "bias.drift(dpl, facet: sex == \"F\", label: y, positive: [1])",
      "bias.drift(cddpl, facet: sex == \"F\", group: job,",
      "bias.drift(ft, facet: sex == \"F\", features: [age],", "which favours all others",
      "// 1 is fair; it can be 0 or more.", "suggested(0, rows: 4000)",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let rules = try folder.write(
      "mine.tide",
      text.replacing("observe\n", with: "enforce\n").replacing(
        "baseline \".\"", with: "baseline \"b\""))
    let calm = try await Run(
      "check", rules, "--data", path("same.csv"), "--format", "json"
    ).verdicts()
    let bias = calm.filter { $0.key.hasPrefix("bias_") }
    #expect(bias.count == 21)
    #expect(bias.allSatisfy { $0.value.state == "pass" }, "\(bias)")
    let found = try await Run(
      "check", rules, "--data", path("worse.csv"), "--format", "json"
    ).verdicts()
    for rule in ["dpl", "dppl", "di", "kl", "tvd", "cddl"] {
      #expect(found["bias_\(rule)_sex_F"]?.state == "violated", "\(rule)")
    }
    #expect(found["bias_ci_sex_F"]?.state == "pass")
    await Run("check", rules, "--data", path("worse.csv"))
      .expect(1, says: "in the baseline 0.", "now 0.")
  }

  @Test func theServicesFileIsWrittenAndServesAsRules() async throws {
    await baseline().expect(0)
    let file = path("b/analysis.json")
    await Run("import", file, "--task", task, "--bias", "group: job")
      .expect(0, says: "rule CI_sex_F {", "// FT of sex F wants the features")
    // Against its own data nothing is further from 0.
    let own = await Run(
      "check", file, "--data", path("train.csv"), "--task", task, "--bias",
      "group: job, features: [age]", "--format", "sagemaker", "--out", path("own"))
    own.expect(0, says: "Completed: Job completed successfully with no violations.")
    let again = try String(contentsOfFile: path("own/analysis.json"), encoding: .utf8)
    #expect(again == (try String(contentsOfFile: file, encoding: .utf8)))
    await Run(
      "check", file, "--data", path("worse.csv"), "--task", task, "--format", "sagemaker",
      "--out", path("report")
    ).expect(1, says: "CompletedWithViolations")
    let violations = try String(
      contentsOfFile: path("report/constraint_violations.json"), encoding: .utf8)
    for part in [
      "bias_drift_check", "\"facet\" : \"sex\"", "\"facet_value\" : \"F\"",
      "\"metric_name\" : \"DPL\"", "Metric value 0.",
      " doesn't meet the baseline constraint requirement 0.",
    ] {
      #expect(violations.contains(part), "\(part): \(violations)")
    }
    await Run("check", file, "--data", path("worse.csv")).expect(2, says: "--task 'binary(")
    await Run(
      "check", file, "--data", path("worse.csv"), "--task", "regression(prediction: p, label: y)"
    )
    .expect(2, says: "whose task is binary")
  }

  @Test func theServicesFileIsABaseline() async throws {
    await baseline().expect(0)
    let rules = try folder.write(
      "mine.tide",
      """
      edition 1
      monitor m { task \(task) }
      rule service { expect abs(bias.dpl(facet: sex in ["F"])) <= abs(baseline) }
      rule growth { expect bias.drift(di, facet: sex == "F") <= 0 }
      rule other { expect bias.drift(di, facet: sex == "M") <= 0 }
      """)
    let found = try await Run(
      "check", rules, "--data", path("worse.csv"), "--baseline", path("b/analysis.json"),
      "--format", "json"
    ).verdicts()
    #expect(found["service"]?.state == "violated")
    #expect(found["growth"]?.state == "violated")
    #expect(found["other"]?.reason == "no baseline")
  }

  @Test func intervalsAreShownWithValues() async throws {
    let eval = await Run(
      "eval", "bias.dpl(facet: sex == \"F\")", "--data", path("train.csv"), "--task", task)
    eval.expect(0)
    #expect(eval.output.contains(" [0.0"), "\(eval.output)")
    let json = try await Run(
      "eval", "bias.dpl(facet: sex == \"F\")", "--data", path("train.csv"), "--task", task,
      "--format", "json"
    ).json()
    let values = try #require(json["values"] as? [String: [String: Any]])
    let cell = try #require(values.values.first)
    let interval = try #require(cell["interval"] as? [Double])
    let value = try #require(cell["value"] as? Double)
    #expect(interval.count == 2 && interval[0] < value && value < interval[1])
    let rules = try folder.write(
      "mine.tide",
      "edition 1\nmonitor m { task \(task) }\n"
        + "rule r { expect bias.dpl(facet: sex == \"F\") in -0.01...0.01 }\n")
    await Run("check", rules, "--data", path("train.csv"))
      .expect(1, says: "in the facet", "all others")
  }

  @Test func absoluteValuesShowAsMuch() async throws {
    let rules = try folder.write(
      "mine.tide",
      """
      edition 1
      monitor m { task \(task) }
      rule bare { expect bias.dpl(facet: sex == "F") in -0.01...0.01 }
      rule size { expect abs(bias.dpl(facet: sex == "F")) < 0.01 }
      rule none { expect abs(bias.dpl(facet: sex == "X")) < 0.01 }
      """)
    let verdicts = try await Run(
      "check", rules, "--data", path("train.csv"), "--format", "json", "--out", path("out")
    ).verdicts()
    #expect(verdicts["size"]?.state == "violated")
    let lines = await Run("check", rules, "--data", path("train.csv"))
    lines.expect(1, says: "undefined: no record with a label is in the facet")
    let shown = { (rule: String) in
      lines.output.split(separator: "\n").first { $0.contains(" \(rule) ") }.map(String.init) ?? ""
    }
    for rule in ["bare", "size"] {
      #expect(shown(rule).contains(" [0.0") && shown(rule).contains("in the facet"), "\(rule)")
    }
    await Run("explain", "size", "--last-run", path("out"))
      .expect(0, says: "95% confidence interval: [0.0", "seen: in the facet", "bias.dpl(facet:")
  }

  @Test func conditionsSayWhatIsPositive() async throws {
    await baseline().expect(0)
    let options =
      "facet: sex == \"F\", group: job, features: [age], label: y == 1, prediction: p == 1"
    await Run("baseline", path("train.csv"), "-o", path("c"), "--bias", options).expect(0)
    let observed = try ["b", "c"].map { folder in
      try String(contentsOfFile: path("\(folder)/rules.tide"), encoding: .utf8)
        .split(separator: "\n").filter { $0.hasPrefix("// Observed: ") }
    }
    #expect(observed[0] == observed[1] && observed[0].count == 21)
    let task = "binary(prediction: p == 1, label: y == 1)"
    await Run(
      "baseline", path("train.csv"), "-o", path("d"), "--task", task, "--bias",
      "facet: sex == \"F\""
    ).expect(0)
    await Run(
      "check", path("d/rules.tide"), "--data", path("same.csv"), "--baseline", path("d")
    ).expect(0)
  }

  @Test func whatCannotBeReadIsSaid() async {
    for (bias, words) in [
      ("group: job", "it lacks the facet"),
      ("facet: sex == ", "can't be read"), ("facet: sex == \"F\", colour: red", "`colour`"),
      ("facet: gender == \"F\"", "no column is called `gender`"),
    ] {
      await Run(
        "baseline", path("train.csv"), "-o", path("x"), "--bias", bias, "--task", task
      ).expect(2, says: words)
    }
    await Run("baseline", path("train.csv"), "-o", path("x"), "--bias", "facet: sex == \"F\"")
      .expect(2, says: "say which columns hold label and prediction")
    #expect(!FileManager.default.fileExists(atPath: path("x")))
  }
}
