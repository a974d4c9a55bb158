import Foundation
import Testing

@testable import tidemark

/// Where the service errs, imported rules err alike and the language's own do not.
@Suite struct ServiceErrorTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  /// Constraints of a column of numbers, and the same as rules.
  private func imported(_ type: String) async throws -> (constraints: String, rules: String) {
    let path = try folder.write(
      "constraints.json",
      """
      {"version": 0.0, "features": [{"name": "x", "inferred_type": "\(type)", "completeness": 1.0,
        "num_constraints": {"is_non_negative": true}}], "monitoring_config": {}}
      """)
    return (path, await Run("import", path).expect(0).output)
  }

  private func column(_ name: String, _ values: [String]) throws -> String {
    try folder.write(name, "x\n" + values.map { $0 + "\n" }.joined())
  }

  private func check(_ rules: String, _ now: String, _ then: String) async throws -> [String:
    String]
  {
    let run = await Run("check", rules, "--data", now, "--baseline", then, "--format", "json")
    return try run.verdicts().mapValues(\.description)
  }

  private func own(_ condition: String) throws -> String {
    try folder.write("own.tide", "edition 1\nrule r { alert when \(condition) }\n")
  }

  @Test func equalValuesAreCollapsed() async throws {
    // Nine of ten records are 0 before, one of ten now: the same ten values.
    let values = { (zeros: Int) in
      (0..<1000).map { $0 % 10 < zeros ? "0" : "\($0 % 10)" } + (0...9).map(String.init)
    }
    let then = try column("then.csv", values(9))
    let now = try column("now.csv", values(1))
    let run = await Run(
      "eval", "drift(x, method: sagemaker_simple)", "drift(x, method: ks)", "--data", now,
      "--baseline", then)
    run.expect(0, says: "drift(x, method: sagemaker_simple) = 0\n")
    #expect(!run.output.contains("method: ks) = 0\n"))
    let (constraints, _) = try await imported("Integral")
    #expect(
      try await check(constraints, now, then)["baseline_drift_check_integral"]?.contains("violated")
        == false)
    #expect(try await check(own("drift(x) > 0.1"), now, then)["r"] == "violated fires")
  }

  @Test func fewValuesNeverFire() async throws {
    // Every record has changed, among four values.
    let then = try column("then.csv", (0..<800).map { "\($0 % 2)" })
    let now = try column("now.csv", (0..<800).map { "\($0 % 2 + 2)" })
    let (constraints, _) = try await imported("Integral")
    let verdicts = try await check(constraints, now, then)
    #expect(verdicts["baseline_drift_check_integral"]?.contains("violated") == false)
    #expect(try await check(own("drift(x) > 0.1"), now, then)["r"] == "violated fires")
    #expect(try await check(own("drift(text(x)) > 0.1"), now, then)["r"] == "violated fires")
  }

  @Test func signsAreNotEvaluatedUntilSomebodyAsks() async throws {
    let then = try column("then.csv", (0..<100).map(String.init))
    let now = try column("now.csv", (0..<100).map { "\($0 - 50)" })
    let (constraints, rules) = try await imported("Integral")
    #expect(try await check(constraints, now, then)["is_non_negative"] == nil)
    #expect(rules.contains("Never evaluated by the service"))
    let wanted = try folder.write(
      "wanted.tide", rules.replacing("mode off", with: "mode enforce"))
    #expect(try await check(wanted, now, then)["is_non_negative"] == "violated fires")
    #expect(try await check(wanted, then, then)["is_non_negative"] == "pass")
  }

  @Test func aTypeThatFlipsHidesDrift() async throws {
    let then = try column("then.csv", (0..<400).map(String.init))
    let now = try column("now.csv", (0..<400).map { "\($0 + 900).5" })
    let (constraints, rules) = try await imported("Integral")
    let verdicts = try await check(constraints, now, then)
    #expect(verdicts["columns.x.data_type_check"] == "violated fires")
    #expect(verdicts["baseline_drift_check_integral"] == "pass")
    #expect(rules.contains("a type that flips is skipped"))
    #expect(try await check(own("drift(x) > 0.1"), now, then)["r"] == "violated fires")
  }

  @Test func explainSaysSo() async throws {
    await Run("explain", "drift").expect(
      0, says: "counted once", "of up to four values robust can never exceed 0.1")
    let (constraints, _) = try await imported("Integral")
    let then = try column("then.csv", (0..<400).map(String.init))
    await Run(
      "check", constraints, "--data", then, "--baseline", then, "--out", folder.path + "/out"
    )
    .expect(0)
    await Run("explain", "baseline_drift_check_integral", "--last-run", folder.path + "/out")
      .expect(0, says: "As the service: equal values count once, a type that flips is skipped")
  }
}
