import Foundation
import Testing

@testable import tidemark

/// Rules back as SageMaker's `constraints.json`.
@Suite struct ExportCommandTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private func json(_ text: String) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
  }

  /// What an import says is exported as it was.
  private func expectSame(_ file: String) async throws {
    let path = try folder.write("constraints.json", file)
    let rules = try folder.write(
      "rules.tide", await Run("import", path).expect(0).output)
    let run = await Run("export", rules, "--to", "sagemaker").expect(0)
    #expect(try json(run.output) == json(file), "\(run.output)\(run.error)")
    #expect(!run.error.contains("could not be carried"), "\(run.error)")
  }

  @Test func dataQualityComesBackAsItWas() async throws {
    try await expectSame(
      """
      {"version": 0.0, "features": [
        {"name": "fare", "inferred_type": "Fractional", "completeness": 0.978494623655914,
         "num_constraints": {"is_non_negative": true}},
        {"name": "Day Mins", "inferred_type": "Integral", "completeness": 1.0,
         "num_constraints": {"is_non_negative": false}},
        {"name": "baseline", "inferred_type": "Integral", "completeness": 1e-05,
         "num_constraints": {"is_non_negative": true},
         "monitoringConfigOverrides": {"datatype_check_threshold": 0.9,
           "distribution_constraints": {"comparison_threshold": 0.25, "comparison_method": "Simple"}}},
        {"name": "still", "inferred_type": "Fractional", "completeness": 1.0,
         "num_constraints": {"is_non_negative": true},
         "monitoringConfigOverrides": {"distribution_constraints": {"perform_comparison": "Disabled"}}},
        {"name": "plan", "inferred_type": "String", "completeness": 1.0,
         "string_constraints": {"domains": ["a", "b \\"two\\"", "c\\\\d"]}},
        {"name": "text", "inferred_type": "String", "completeness": 0.5},
        {"name": "quiet", "inferred_type": "Integral", "completeness": 0.75,
         "num_constraints": {"is_non_negative": true},
         "monitoringConfigOverrides": {"evaluate_constraints": "Disabled"}},
        {"name": "silent one", "inferred_type": "String", "completeness": 1.0,
         "string_constraints": {"domains": ["a", "b"]},
         "monitoringConfigOverrides": {"evaluate_constraints": "Disabled",
           "domain_content_threshold": 0.9}},
        {"name": "never", "inferred_type": "Unknown", "completeness": 0.0}],
       "monitoring_config": {"evaluate_constraints": "Enabled", "emit_metrics": "Disabled",
        "datatype_check_threshold": 1.0, "domain_content_threshold": 0.95,
        "distribution_constraints": {"perform_comparison": "Enabled",
         "comparison_threshold": 0.1, "comparison_method": "Robust",
         "categorical_comparison_threshold": 0.2, "categorical_drift_method": "LInfinity"}}}
      """)
  }

  @Test func aFileThatIsDisabledComesBackSo() async throws {
    try await expectSame(
      """
      {"version": 0.0, "features": [
        {"name": "fare", "inferred_type": "Fractional", "completeness": 1.0,
         "num_constraints": {"is_non_negative": true}}],
       "monitoring_config": {"evaluate_constraints": "Disabled", "emit_metrics": "Enabled",
        "datatype_check_threshold": 1.0, "domain_content_threshold": 1.0,
        "distribution_constraints": {"perform_comparison": "Enabled",
         "comparison_threshold": 0.1, "comparison_method": "Robust"}}}
      """)
  }

  @Test func columnsWithoutRulesAreListed() async throws {
    let rules = try folder.write("r.tide", "edition 1\ncolumns { a: complete }\n")
    let data = try folder.write("d.csv", "a,b,c\n1,2,3\n")
    await Run("export", rules, "--to", "sagemaker")
      .expect(0, says: "columns that no rule names are not in the file")
    await Run("baseline", data, "-o", folder.path + "/base").expect(0)
    await Run("export", rules, "--to", "sagemaker", "--baseline", folder.path + "/base")
      .expect(0, says: "2 columns without rules are not in the file", "as extra: b, c")
    let all = try folder.write(
      "all.tide", "edition 1\ncolumns { a: complete; b: optional; c: optional }\n")
    let run = await Run("export", all, "--to", "sagemaker", "--baseline", folder.path + "/base")
    #expect(!run.error.contains("extra"))
  }

  @Test(arguments: [
    (
      "regression_constraints",
      #""mae": {"threshold": 38.29501488095238, "comparison_operator": "GreaterThanThreshold"}, "r2": {"threshold": -0.5, "comparison_operator": "LessThanThreshold"}"#
    ),
    (
      "binary_classification_constraints",
      #""recall": {"threshold": 0.5, "comparison_operator": "LessThanThreshold"}, "false_negative_rate": {"threshold": 0.25, "comparison_operator": "GreaterThanThreshold"}, "auc": {"threshold": 0.75, "comparison_operator": "LessThanThreshold"}, "f0_5": {"threshold": 0.125, "comparison_operator": "LessThanThreshold"}, "accuracy_best_constant_classifier": {"threshold": 0.9, "comparison_operator": "GreaterThanThreshold"}"#
    ),
    (
      "multiclass_classification_constraints",
      #""accuracy": {"threshold": 0.9, "comparison_operator": "LessThanThreshold"}, "weighted_f2": {"threshold": 0.1, "comparison_operator": "LessThanThreshold"}"#
    ),
  ]) func modelQualityComesBackAsItWas(key: String, metrics: String) async throws {
    try await expectSame("{\"version\": 0.0, \"\(key)\": {\(metrics)}}")
  }

  @Test func whatHasNoWordsIsListedWithItsPlace() async throws {
    let rules = try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m { task binary(prediction: p, label: y, positive: 1) }
      columns {
        fare: fractional, complete, >= 0, drift <= 0.2, mean < 30
        zone: string, completeness >= 90%, in ["A", "B"] for at least 99%
        code: matches /^[A-Z]+$/
      }
      rule a { where zone == "A" expect completeness(fare) >= 99% }
      rule b { by zone at most 5 expect completeness(fare) >= 99% }
      rule c { expect recall >= 80% }
      rule d { alert when false_positive_rate > 20% }
      rule e { expect recall > 70% }
      rule f { expect row_count > 10 }
      rule g { mode off expect completeness(fare) >= 99% }
      rule h { expect psi >= 0 }

      """.replacing("rule h { expect psi >= 0 }\n", with: ""))
    let out = folder.path + "/constraints.json"
    let run = await Run("export", rules, "--to", "sagemaker", "-o", out)
    run.expect(
      0, says: "rules.tide:4:51: columns.fare.mean", "rules.tide:6:9: columns.code.matches",
      "rules.tide:8:1: a: ", "`where`", "rules.tide:9:1: b: ", "`by`", "rules.tide:12:1: e: ",
      "strictly", "rules.tide:13:1: f: ", "rules.tide:14:1: g: it is off",
      "columns.fare.drift: the service's own distance")
    #expect(run.error.contains("7 of the rules could not be carried"), "\(run.error)")
    let data = try json(try folder.read("constraints.json"))
    let features = try #require(data["features"] as? [[String: Any]])
    #expect(features.map { $0["name"] as? String } == ["fare", "zone", "code"])
    #expect(features[0]["inferred_type"] as? String == "Fractional")
    #expect(features[0]["completeness"] as? Double == 1)
    #expect((features[0]["num_constraints"] as? [String: Bool]) == ["is_non_negative": true])
    #expect(
      (features[1]["string_constraints"] as? [String: [String]]) == ["domains": ["A", "B"]])
    let config = try #require(data["monitoring_config"] as? [String: Any])
    #expect(config["domain_content_threshold"] as? Double == 0.99)
    let quality = try json(try folder.read("quality_constraints.json"))
    let metrics = try #require(
      quality["binary_classification_constraints"] as? [String: [String: Any]])
    #expect(metrics.keys.sorted() == ["false_positive_rate", "recall"])
    #expect(metrics["recall"]?["threshold"] as? Double == 0.8)
    #expect(metrics["recall"]?["comparison_operator"] as? String == "LessThanThreshold")
    await Run("export", rules, "--to", "sagemaker").expect(2, says: "two files", "-o")
  }

  @Test func ofTwoBoundsTheTighterIsKeptAndTheOtherListed() async throws {
    let rules = try folder.write(
      "two.tide",
      """
      edition 1
      monitor m { task regression(prediction: p, label: y) }
      columns { x: completeness >= 99%, drift(method: sagemaker_robust) <= 0.1 }
      rule a { alert warning when mse > 3 alert critical when mse > 5 }
      rule b { expect completeness(x) >= 50% }
      rule c { expect drift(x, method: sagemaker_robust) <= 0.3 }
      """)
    let out = folder.path + "/two.json"
    let run = await Run("export", rules, "--to", "sagemaker", "-o", out).expect(0)
    #expect(run.error.components(separatedBy: "the tighter").count == 4, "\(run.error)")
    let text = try folder.read("two.json") + folder.read("quality_two.json")
    #expect(text.contains(": 0.99") && text.contains(": 3.0") && text.contains(": 0.1"), "\(text)")
    #expect(!text.contains(": 0.5") && !text.contains(": 5.0") && !text.contains(": 0.3"))
  }

  @Test func whatCannotBeExportedIsTold() async throws {
    let none = try folder.write("none.tide", "edition 1\nrule r { expect row_count > 10 }\n")
    await Run("export", none, "--to", "sagemaker").expect(2, says: "none.tide", "row_count")
    let wrong = try folder.write("wrong.tide", "edition 1\nrule r { expect }\n")
    await Run("export", wrong, "--to", "sagemaker").expect(2, says: "wrong.tide:2")
    await Run("export", none, "--to", "dqdl").expect(2, says: "sagemaker")
    await Run("export", folder.path + "/gone.tide", "--to", "sagemaker").expect(
      2, says: "gone.tide")
    let sets = try folder.write(
      "sets.tide",
      "edition 1\ncolumns { fare: complete }\nrule r { for each numeric column c expect drift(c) <= 0.1 }\n"
    )
    await Run("export", sets, "--to", "sagemaker").expect(0, says: "`robust`")
  }
}
