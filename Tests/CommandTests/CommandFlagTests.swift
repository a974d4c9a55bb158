import Testing

@testable import tidemark

/// Arguments that are wrong: status 2, the flag named, nothing evaluated.
@Suite struct CommandFlagTests {
  let folder: Folder
  let data: String
  let rules: String

  init() throws {
    folder = try Folder()
    data = try folder.write("data.csv", "x,y\n1,a\n2,b\n")
    rules = try folder.write("rules.tide", "edition 1\nrule r { expect row_count > 0 }\n")
  }

  @Test func helpAndVersionAreNoMistakes() async {
    await Run("--version").expect(0, says: Tidemark.version)
    for command in ["baseline", "check", "eval", "lint"] {
      await Run("--help").expect(0, says: command)
      await Run(command, "--help").expect(0, says: "tidemark \(command)")
    }
  }

  @Test func anUnknownFlagIsNamed() async {
    let run = await Run("check", rules, "--data", data, "--colour", "always")
    run.expect(2, says: "--colour")
    #expect(run.output.isEmpty)
  }

  @Test func anUnknownCommandIsRefused() async {
    await Run("chekc", rules, "--data", data)
      .expect(2, says: "`chekc`", "did you mean `check`", "baseline, check, eval, profile")
    await Run("summarize").expect(2, says: "`summarize`", "tidemark --help")
    await Run().expect(0, says: "baseline", "check")
  }

  @Test(arguments: ["x", "-1", "101%", "-1%", "%", "1 %", "nan%", "1.5", "99999999999999999999"])
  func aBadLimitOfRecordsIsNamed(_ limit: String) async {
    let run = await Run("check", rules, "--data", data, "--max-bad-records=\(limit)")
    run.expect(2, says: "--max-bad-records \(limit)", "100", "1%")
    #expect(run.output.isEmpty)
  }

  @Test(arguments: ["0", "100", "0%", "0.5%", "100%"])
  func aGoodLimitOfRecordsIsTaken(_ limit: String) async {
    await Run("check", rules, "--data", data, "--max-bad-records", limit).expect(0)
  }

  @Test(arguments: [
    (["--threads", "0"], "--threads 0"), (["--threads", "many"], "--threads"),
    (["--fail-on", "fatal"], "--fail-on"), (["--format", "xml"], "--format"),
    (["--input-format", "orc"], "--input-format orc"), (["--color", "red"], "--color"),
    (["--null"], "--null"),
  ])
  func badValuesAreNamed(_ arguments: [String], _ named: String) async {
    await Run(["check", rules, "--data", data] + arguments).expect(2, says: named)
  }

  @Test func aMissingRuleFileIsNamed() async {
    let path = folder.path + "/none.tide"
    let run = await Run("check", path, "--data", data)
    run.expect(2, says: path, "no such rule file")
    await Run("lint", path).expect(2, says: path)
    await Run("lint", folder.path).expect(2, says: "folder")
  }

  @Test func aMissingBaselineFolderIsNamed() async {
    let path = folder.path + "/none"
    let run = await Run("check", rules, "--data", data, "--baseline", path)
    run.expect(2, says: path, "no such baseline", "tidemark baseline DATA -o")
    #expect(run.output.isEmpty)
  }

  @Test func aBaselineFolderWithoutStatesIsNamed() async throws {
    try folder.write("old/statistics.json", "{}")
    await Run("check", rules, "--data", data, "--baseline", folder.path + "/old")
      .expect(2, says: "statistics.json", "baseline.tidestate", "tidemark baseline")
  }

  @Test func lintSaysThatItKnowsNoColumns() async throws {
    let path = try folder.write("m.tide", "edition 1\nmonitor m { baseline \"none\" }\n")
    await Run("lint", path).expect(0, says: "\(folder.path)/none", "not there")
  }

  @Test func dataForABaselineThatCannotBeReadAreCalledTheBaseline() async throws {
    let empty = try folder.write("then.csv", "")
    await Run("check", rules, "--data", data, "--baseline", empty)
      .expect(3, says: "baseline: \(empty)")
  }

  @Test func twoBaselinesNeedAFlag() async throws {
    let one = try folder.write("one.tide", "edition 1\nmonitor a { baseline \"a\" }\n")
    let two = try folder.write("two.tide", "edition 1\nmonitor b { baseline \"b\" }\n")
    await Run("check", one, two, "--data", data)
      .expect(2, says: "one.tide:2", "two.tide:2", "--baseline")
  }

  @Test func outputThatCannotBeWrittenIsNamed() async throws {
    let blocked = try folder.write("file", "x") + "/below"
    await Run("baseline", data, "-o", data).expect(2, says: data, "a file has this name")
    await Run("baseline", data, "-o", blocked).expect(2, says: blocked)
    let check = await Run("check", rules, "--data", data, "--out", blocked)
    #expect(check.output.isEmpty, "nothing was evaluated")
    await Run("check", rules, "--data", data, "--out", blocked).expect(2, says: blocked)
    await Run("check", rules, "--data", data, "--quarantine", blocked)
      .expect(2, says: "--quarantine", blocked)
  }

  @Test func theTaskIsRefusedUntilItIsRead() async {
    await Run("eval", "row_count", "--data", data, "--task", "regression()").expect(
      2, says: "--task")
  }

  @Test func colorIsForTerminals() async throws {
    let broken = try folder.write("broken.tide", "edition 1\nrule r { expect nothing > 1 }\n")
    for (color, has) in [("auto", false), ("never", false), ("always", true)] {
      let check = await Run("check", rules, "--data", data, "--color", color)
      #expect(check.output.contains("\u{1B}") == has, "\(color)")
      let lint = await Run("lint", broken, "--color", color)
      #expect(lint.output.contains("\u{1B}") == has, "\(color)")
    }
  }
}
