import Testing

@testable import tidemark

/// Which verdicts make which exit status.
@Suite struct ExitStatusTests {
  let folder: Folder
  let data: String

  init() throws {
    folder = try Folder()
    data = try folder.write("data.csv", "x,empty,rule\n1,,a\n2,,b\n3,,b\n")
  }

  private func check(_ rules: String, _ more: String...) async throws -> Run {
    let path = try folder.write("rules.tide", "edition 1\n" + rules + "\n")
    return await Run(["check", path, "--data", data, "--format", "json"] + more)
  }

  private func expect(
    _ rules: String, _ status: Int32, _ verdict: String, _ more: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let path = try folder.write("rules.tide", "edition 1\n" + rules + "\n")
    let run = await Run(["check", path, "--data", data, "--format", "json"] + more)
    run.expect(status, sourceLocation: sourceLocation)
    guard status < 2 || status == 4 else { return }
    #expect(
      try run.verdicts()["r"]?.description == verdict, "\(run.output)",
      sourceLocation: sourceLocation)
    #expect(try run.json()["exit"] as? Int == Int(status), sourceLocation: sourceLocation)
  }

  @Test func passViolatedUnknown() async throws {
    try await expect("rule r { expect mean(x) == 2 }", 0, "pass")
    try await expect("rule r { expect mean(x) > 2 }", 1, "violated fires")
    try await expect("rule r { expect mean(empty) > 2 }", 4, "unknown(no data)")
    try await expect("rule r { alert when mean(x) > 1 }", 1, "violated fires")
  }

  @Test func aViolationBeatsAnUnknown() async throws {
    try await expect(
      "rule r { expect mean(x) > 2 }\nrule s { expect mean(empty) > 2 }", 1, "violated fires")
  }

  @Test func failOnIsTheLeastSeverityThatFails() async throws {
    for (severity, failOn, status) in [
      ("info", "info", 1), ("info", "warning", 0), ("warning", "warning", 1),
      ("warning", "critical", 0), ("critical", "critical", 1),
    ] as [(String, String, Int32)] {
      try await expect(
        "rule r { severity \(severity) expect mean(x) > 2 }", status, "violated fires",
        "--fail-on", failOn)
    }
    try await expect("rule r { severity info expect mean(x) > 2 }", 0, "violated fires")
  }

  @Test func observingNeverFails() async throws {
    try await expect("rule r { mode observe expect mean(x) > 2 }", 0, "violated")
    try await expect("rule r { mode observe expect mean(empty) > 2 }", 0, "unknown(no data)")
    try await expect(
      "rule r { mode observe on unknown critical expect mean(empty) > 2 }", 0, "unknown(no data)")
    try await expect(
      "monitor m { mode observe }\nrule r { severity critical expect mean(x) > 2 }", 0, "violated")
    try await expect(
      "monitor m { mode observe }\nrule r { mode enforce expect mean(x) > 2 }", 1, "violated fires")
  }

  @Test func rulesThatAreOffHaveNoVerdict() async throws {
    let run = try await check("rule r { mode off expect mean(x) > 2 }")
    run.expect(0)
    #expect(try run.verdicts().isEmpty)
  }

  @Test func onUnknownDecidesWhatAnUnknownDoes() async throws {
    try await expect(
      "rule r { on unknown warning expect mean(empty) > 2 }", 1, "unknown(no data) fires")
    try await expect(
      "rule r { on unknown info expect mean(empty) > 2 }", 0, "unknown(no data) fires")
    try await expect(
      "rule r { on unknown ignore expect mean(empty) > 2 }", 0, "unknown(no data)")
    try await expect(
      "monitor m { on unknown critical }\nrule r { expect mean(empty) > 2 }", 1,
      "unknown(no data) fires", "--fail-on", "critical")
  }

  @Test func tooFewRowsAreExcused() async throws {
    try await expect(
      "rule r { needs at least 4 rows expect mean(x) > 2 }", 0, "unknown(too few rows)")
    try await expect("rule r { needs at least 3 rows expect mean(x) > 2 }", 1, "violated fires")
    try await expect(
      "rule r { needs at least 4 rows on unknown warning expect mean(x) > 2 }", 1,
      "unknown(too few rows) fires")
    try await expect(
      "rule r { where rule == \"b\" needs at least 3 rows expect mean(x) > 2 }", 0,
      "unknown(too few rows)")
  }

  @Test func columnsThatTheDataLack() async throws {
    try folder.write("then/then.csv", "x,gone\n1,1\n2,2\n")
    await Run("baseline", folder.path + "/then", "-o", folder.path + "/b").expect(0)
    let run = try await check(
      "columns { gone: integral, complete, mean <= 3 }", "--baseline", folder.path + "/b")
    run.expect(1)
    let verdicts = try run.verdicts().mapValues(\.description)
    #expect(
      verdicts == [
        "columns.gone.required": "violated fires",
        "columns.gone.integral": "unknown(column absent)",
        "columns.gone.complete": "unknown(column absent)",
        "columns.gone.mean": "unknown(column absent)",
      ])
    try await check("columns { gone: optional, complete }", "--baseline", folder.path + "/b")
      .expect(0)
  }

  @Test func columnsThatTheBaselineLacks() async throws {
    try folder.write("then/then.csv", "empty,rule\n1,1\n2,2\n")
    await Run("baseline", folder.path + "/then", "-o", folder.path + "/b").expect(0)
    let run = try await check(
      "columns { x: complete, drift <= 0.1, mean within 5% of baseline }", "--baseline",
      folder.path + "/b")
    run.expect(4, says: "warning")
    let verdicts = try run.verdicts().mapValues(\.description)
    #expect(verdicts["columns.x.complete"] == "pass")
    #expect(verdicts["columns.x.drift"] == "unknown(no baseline)")
    #expect(verdicts["columns.x.mean"] == "unknown(no baseline)")
    try await check("columns { nowhere: complete }", "--baseline", folder.path + "/b")
      .expect(2, says: "nowhere", "nothing was evaluated")
  }

  @Test func columnsThatAreNamedLikeKeywords() async throws {
    try folder.write("data.csv", "rule,where,not,columns\n1,2,3,4\n2,3,4,5\n")
    let run = try await check(
      """
      columns { rule: integral, complete
        where: mean <= 3
        `not`: complete
        `columns`: >= 0 }
      rule r { where where > 2 expect mean(rule) == 2 and every(`not` > 0) }
      """)
    run.expect(0)
    #expect(try run.verdicts()["r"]?.state == "pass")
  }
}
