import Foundation
import Testing

@testable import tidemark

/// Attributions that the records hold, from the baseline to the verdict.
@Suite struct AttributionCheckTests {
  let folder: Folder
  let rules: String

  init() throws {
    folder = try Folder()
    rules = try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m { attributions "shap_*" }
      rule explanations { alert when attribution_ndcg < 0.9 }
      rule first { expect attribution_rank(shap_b) <= 1 }
      rule share { expect attribution_share(shap_b) within 10% of baseline }
      rule volume { expect row_count > 0 }

      """)
    try folder.write("train.csv", "shap_a,shap_b,shap_c\n1,-9,0.5\n-1,9,0.1\n2,8,-0.3\n")
    try folder.write("same.csv", "shap_a,shap_b,shap_c\n-1,9,0.4\n2,-9,0.2\n")
    try folder.write("other.csv", "shap_c,shap_b,shap_a\n9,-0.1,8\n-7,0.2,-8\n")
  }

  private func check(_ data: String, _ more: String...) async -> Run {
    await Run(["check", rules, "--data", "\(folder.path)/\(data)"] + more)
  }

  private func baseline() async {
    await Run(
      "baseline", "\(folder.path)/train.csv", "-o", "\(folder.path)/base", "--rules", rules
    ).expect(0)
  }

  @Test("The order of the baseline holds, and another is told with what moved")
  func endToEnd() async throws {
    await baseline()
    await check("same.csv", "--baseline", "\(folder.path)/base").expect(0)
    let moved = await check("other.csv", "--baseline", "\(folder.path)/base")
    moved.expect(1, says: "explanations", "place 1 in the baseline, now 3")
    let json = await check("other.csv", "--baseline", "\(folder.path)/base", "--format", "json")
    let verdicts = try json.verdicts()
    #expect(verdicts["explanations"]?.state == "violated")
    #expect(verdicts["first"]?.state == "violated")
    #expect(verdicts["share"]?.state == "violated")
    #expect(verdicts["volume"]?.state == "pass")
  }

  @Test("A baseline given as data is read for it")
  func baselineAsData() async throws {
    await check("same.csv", "--baseline", "\(folder.path)/train.csv").expect(0)
    await check("other.csv", "--baseline", "\(folder.path)/train.csv").expect(1)
  }

  @Test("The baseline writes analysis.json, and that alone serves as one")
  func analysis() async throws {
    await baseline()
    let text = try folder.read("base/analysis.json")
    #expect(text.contains("\"a\" : 1.33"))
    #expect(text.contains("\"label0\""))
    try folder.write("service/analysis.json", text)
    for path in ["service", "service/analysis.json"] {
      await check("same.csv", "--baseline", "\(folder.path)/\(path)").expect(0)
      await check("other.csv", "--baseline", "\(folder.path)/\(path)").expect(
        1, says: "explanations")
    }
  }

  @Test("The service's files say what the service says, exceeds where it is below")
  func serviceFiles() async throws {
    await baseline()
    let out = folder.path + "/report"
    await check(
      "other.csv", "--baseline", "\(folder.path)/base", "--format", "sagemaker", "--out", out
    ).expect(1, says: "CompletedWithViolations")
    let text = try folder.read("report/explainability/constraint_violations.json")
    #expect(text.contains("\"constraint_check_type\" : \"feature_attribution_drift_check\""))
    #expect(text.contains(#/"Feature attribution drift 0\.\d+ is below threshold 0\.9"/#))
    #expect(text.contains("\"metric_name\" : \"shap\""))
    #expect(try folder.read("report/explainability/analysis.json").contains("\"c\" : 8.0"))
  }

  @Test("A column that is gone, no value, no baseline: each unknown with its reason")
  func unknown() async throws {
    await baseline()
    try folder.write("less.csv", "shap_a,shap_b\n1,2\n")
    try folder.write("empty.csv", "shap_a,shap_b,shap_c\n1,,2\n2,x,1\n")
    await check("less.csv", "--baseline", "\(folder.path)/base").expect(
      4, says: "column absent")
    await check("empty.csv", "--baseline", "\(folder.path)/base").expect(
      4, says: "no data")
    await check("same.csv").expect(4, says: "no baseline")
    await Run(
      "baseline", "\(folder.path)/train.csv", "-o", "\(folder.path)/bare"
    ).expect(0)
    await check("same.csv", "--baseline", "\(folder.path)/bare").expect(
      4, says: "no baseline", "tidemark baseline DATA -o FOLDER --rules RULES")
  }

  @Test("A damaged analysis.json is refused, and says where")
  func damaged() async throws {
    try folder.write("analysis.json", "{\"explanations\": {\"kernel_shap\": {\"label0\": {}}}}")
    await check("same.csv", "--baseline", "\(folder.path)/analysis.json").expect(
      2, says: "analysis.json: explanations: no method here has global_shap_values")
    try folder.write(
      "part.json",
      """
      {"explanations": {"kernel_shap": {"label0": {"global_shap_values":
        {"a": 1, "b": "much", "c": 0.2}}}}}
      """)
    await check("same.csv", "--baseline", "\(folder.path)/part.json").expect(
      4, says: "global_shap_values.b", "no baseline")
  }

  @Test("eval tells attributions of columns")
  func eval() async throws {
    await Run(
      "eval", "attribution(shap_a)", "attribution_share(shap_b)", "--data",
      "\(folder.path)/other.csv", "--attributions", "recorded(\"shap_*\", aggregate: mean_sq)"
    ).expect(0, says: "attribution(shap_a) = 64\n")
    await Run("eval", "attribution_rank(shap_a)", "--data", "\(folder.path)/other.csv").expect(
      2, says: "TM390")
  }
}
