import Foundation
import Testing

@testable import tidemark

/// SageMaker's own files as rules, as data, as baseline and as report.
@Suite struct ServiceFileTests {
  let folder: Folder
  let constraints: String

  init() throws {
    folder = try Folder()
    constraints = try folder.write(
      "taxi/baseline/constraints.json",
      """
      {"version": 0.0, "features": [
        {"name": "fare", "inferred_type": "Fractional", "completeness": 1.0,
         "num_constraints": {"is_non_negative": true}},
        {"name": "flag", "inferred_type": "String", "completeness": 0.5,
         "string_constraints": {"domains": ["N", "Y"]}}],
       "monitoring_config": {"evaluate_constraints": "Enabled", "emit_metrics": "Enabled",
        "datatype_check_threshold": 1.0, "domain_content_threshold": 1.0,
        "distribution_constraints": {"perform_comparison": "Enabled",
         "comparison_threshold": 0.1, "comparison_method": "Robust"}}}
      """)
  }

  private func violations(_ out: String) throws -> [String: String] {
    let data = Data(try folder.bytes(out + "/constraint_violations.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let all = try #require(json["violations"] as? [[String: String]])
    return Dictionary(
      all.map {
        (
          "\($0["feature_name"] ?? "") \($0["constraint_check_type"] ?? "")",
          $0["description"] ?? ""
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test func constraintsPrintAsRulesThatLintClean() async throws {
    let printed = await Run("import", constraints).expect(0, says: "monitor taxi", "fare", "flag")
    let rules = try folder.write("rules.tide", printed.output)
    await Run("lint", rules, "--deny", "warnings").expect(0)
  }

  @Test func checksFireAsTheServiceSaysThem() async throws {
    let data = try folder.write(
      "now.csv", "fare,flag\n1.5,N\n,N\nx,Z\n4.5,\n")
    let out = folder.path + "/out"
    await Run(
      "check", constraints, "--data", data, "--format", "sagemaker", "--out", out
    ).expect(1, says: "CompletedWithViolations: Job completed successfully with 3 violations.")
    let found = try violations("out")
    #expect(
      found["fare completeness_check"]
        == "Data completeness requirement is not met. Expected: 100.0%. Observed: Only 75.0%.")
    #expect(
      found["fare data_type_check"]
        == "Data type match requirement is not met. Expected data type: Fractional, "
        + "Expected match: 100.0%. Observed: Only 66.66666666666666% of data is Fractional.")
    #expect(found["flag categorical_values_check"] != nil)
    #expect(folder.holds("out/statistics.json") && folder.holds("out/constraints.json"))
    #expect(folder.holds("out/run.json"))
  }

  @Test func statisticsServeAsDataAndAsBaseline() async throws {
    let rows = { (shift: Int) in
      "fare,flag\n" + (0..<400).map { "\($0 % 97 + shift).5,N\n" }.joined()
    }
    let then = try folder.write("then.csv", rows(0))
    let now = try folder.write("now.csv", rows(60))
    await Run("baseline", then, "-o", folder.path + "/then").expect(0)
    await Run("baseline", now, "-o", folder.path + "/now").expect(0)
    let statistics = { (name: String) in "\(folder.path)/\(name)/statistics.json" }
    let arguments = ["eval", "drift(fare, method: ks)", "mean(fare)", "completeness(flag)"]
    let raw = await Run(arguments + ["--data", now, "--baseline", then]).expect(0)
    let stored = await Run(
      arguments + ["--data", statistics("now"), "--baseline", statistics("then")]
    ).expect(0)
    #expect(raw.output == stored.output)
    // What is written again is what was read, byte for byte.
    _ = await Run(
      "check", constraints, "--data", statistics("now"), "--format", "sagemaker", "--out",
      folder.path + "/again")
    #expect(try folder.read("again/statistics.json") == folder.read("now/statistics.json"))
  }

  @Test func filesWithMissingAndForeignFieldsServeAsFarAsTheyGo() async throws {
    let data = try folder.write(
      "odd.json",
      """
      {"version": 0.0, "dataset": {"item_count": 4}, "extra": 1, "features": [
        {"name": "fare", "inferred_type": "Fractional", "numerical_statistics": {
          "common": {"num_present": 3, "num_missing": 1}, "mean": "high", "max": 9.5}},
        {"name": "flag"}]}
      """)
    let run = await Run("eval", "completeness(fare)", "max(fare)", "mean(fare)", "--data", data)
    run.expect(4, says: "completeness(fare) = 0.75", "max(fare) = 9.5", "mean(fare) = unknown")
    for remark in ["extra", "mean", "flag"] { #expect(run.error.contains(remark)) }
  }

  @Test func whatIsNoneOfTheFilesIsRefused() async throws {
    let data = try folder.write("x.csv", "fare,flag\n1.5,N\n")
    await Run("check", try folder.write("list.json", "[1]"), "--data", data)
      .expect(2, says: "list.json")
    await Run("check", try folder.write("cut.json", "{\"features\": ["), "--data", data)
      .expect(2, says: "cut.json", "no JSON")
    await Run("check", constraints, "--data", data, "--format", "sagemaker")
      .expect(2, says: "--out")
  }
}
