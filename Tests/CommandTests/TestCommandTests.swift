import Testing

/// `tidemark test`: what passes, what fails and how that is told.
struct TestCommandTests {
  private static let rules = """
    edition 1
    monitor m { task regression(prediction: p, label: y) needs at least 50 rows }
    columns {
      fare: integral, complete, >= 0
      kind: optional, in ["a", "b"] for at least 99%
      no missing columns
      no extra columns
    }
    rule errors {
      alert warning when mae > 1.1 * baseline
      alert critical when mae > 1.5 * baseline
    }
    rule shapes { for each column c expect completeness(c) >= 50% * baseline }
    rule regions { by region at most 5, at least 30 rows expect completeness(fare) > 90% }
    rule cheap { mode observe expect max(fare) < 100 }
    rule dear { mode off expect max(fare) < 1 }
    waive cheap until 2099-01-01 because "sale" owner "ana"

    """

  /// Runs the tests of the rules above, and of others where these are given.
  private func run(
    _ tests: String, rules: String = TestCommandTests.rules, _ arguments: String...,
    files: [String: String] = [:]
  ) async throws -> (run: Run, folder: Folder) {
    let folder = try Folder()
    try folder.write("r.tide", rules + tests + "\n")
    for (name, text) in files { try folder.write(name, text) }
    return (await Run(["test", folder.path + "/r.tide"] + arguments), folder)
  }

  private func expect(
    _ status: Int32, _ tests: String, rules: String = TestCommandTests.rules,
    files: [String: String] = [:], says: String..., from place: SourceLocation = #_sourceLocation
  ) async throws {
    let run = try await run(tests, rules: rules, files: files).run
    #expect(run.status == status, "\(run.output)\(run.error)", sourceLocation: place)
    for text in says {
      #expect(
        (run.output + run.error).contains(text), "\(text) in \(run.output)\(run.error)",
        sourceLocation: place)
    }
  }

  @Test(
    "Rows show the columns that they name, whatever the rules need of records and other columns")
  func rows() async throws {
    let test = """
      test "t" {
        given rows \"""
          fare,kind
          12,a
          ,z
          \"""
        then columns.fare.complete violated
        then columns.fare.min passes
        then columns.kind.in violated
        then cheap passes
        then others pass
      }
      """
    try await expect(0, test, says: "pass   t", "1 passed")
  }

  @Test("Each expectation that is not met is told at its line, with value and limit")
  func failures() async throws {
    let test = """
      test "t" {
        given rows \"""
          fare,kind
          12,a
          ,z
          \"""
        then columns.fare.complete passes
        then columns.fare.min violated
        then others pass
      }
      test "u" { given rows "fare\\n1" then cheap passes }
      """
    let (run, folder) = try await run(test)
    #expect(run.status == 1, "\(run.error)")
    let lines = Self.rules.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    for line in [7, 8, 9] {
      #expect(run.output.contains("r.tide:\(lines + line):3"), "\(run.output)")
    }
    #expect(run.output.contains("value 50%, limit >= 100%"), "\(run.output)")
    #expect(run.output.contains("columns.kind.in is violated"))
    #expect(run.output.contains("pass   u"))
    _ = folder
  }

  @Test("`violated` is met by any verdict, `passes` by all, and `for` picks")
  func segments() async throws {
    let rows = "given rows \"\"\"\n    region,fare\n    n,1\n    n,\n    s,3\n    \"\"\"\n"
    try await expect(
      0,
      "test \"t\" {\n  \(rows)  then regions violated\n  then regions violated for region == \"n\"\n"
        + "  then regions passes for region == \"s\"\n}")
    try await expect(
      1, "test \"t\" {\n  \(rows)  then regions passes\n}", says: "region = n: regions is violated")
    try await expect(
      1, "test \"t\" {\n  \(rows)  then regions passes for region == \"x\"\n}", says: "picks none")
  }

  @Test("Windows of the monitor cut the rows, and are counted from 1")
  func windows() async throws {
    let rules =
      "edition 1\nmonitor m { window 1 day on t }\n"
      + "rule full { expect row_count > 1 }\nrule low { expect max(x) < 9 }\n"
    let rows =
      "given rows \"\"\"\n    t,x\n    2026-01-01T01:00:00Z,1\n    2026-01-01T02:00:00Z,9\n"
      + "    2026-01-03T01:00:00Z,1\n    \"\"\"\n"
    try await expect(
      0,
      "test \"t\" {\n  \(rows)  then full passes in window 1\n  then full violated in window 2\n"
        + "  then full violated in window 3\n  then low violated in window 1\n"
        + "  then low unknown in window 2\n  then low passes in window 3\n}", rules: rules)
    try await expect(
      1, "test \"t\" {\n  \(rows)  then full passes\n  then full passes in window 4\n}",
      rules: rules, says: "window 2: full is violated", "there are 3 windows")
    try await expect(
      0, "test \"one window\" { given rows \"x\\n1\\n2\" then full passes in window 1 }",
      rules: rules)
    try await expect(
      1, "test \"t\" { given rows \"t,x\\nsoon,1\" then full passes }", rules: rules,
      says: "without a time in `t`")
  }

  @Test("Series give the values of metrics, window by window")
  func series() async throws {
    try await expect(
      0,
      """
      test "t" {
        given series mae: 30 34 _ 46x2
        given series baseline(mae): 30
        then errors passes in window 1
        then errors violated in window 2
        then errors unknown in window 3
        then errors violated in window 5
        then others pass
      }
      """)
    try await expect(
      1,
      "test \"t\" { given series mae: 30 given series baseline(mae): 30 then errors violated }",
      says: "errors passes, value 30, limit > 33, baseline 30")
  }

  @Test("Series go through firing over several windows, and functions of history")
  func history() async throws {
    let rules = """
      edition 1
      monitor m { task regression(prediction: p, label: y) window 1 day on t }
      rule errors { alert when mae > 40 for 3 windows until < 20 }
      rule volume { expect row_count >= 50% * average(row_count, last: 2) needs 2 windows of history }

      """
    try await expect(
      0,
      """
      test "t" {
        given series mae: 45 45 _ 45 30 10
        given series row_count: 100 100 90 10 90 90
        then errors pending in window 1
        then errors unknown in window 3
        then errors fires in window 4
        then errors fires in window 5
        then errors passes in window 6
        then volume unknown in window 1
        then volume passes in window 3
        then volume violated in window 4
      }
      """, rules: rules)
    try await expect(
      1, "test \"t\" { given series mae: 45x2 then errors fires }", rules: rules,
      says: "errors is violated and pending")
  }

  @Test("A baseline is a folder, data, rows, or that of the monitor")
  func baselines() async throws {
    let given = "test \"t\" { given rows \"fare\\n1\\n\\n\\n\" "
    let then = "then shapes violated }"
    let given2 = given.replacing("\\n\\n\\n\"", with: "\\n\\\"\\\"\\n\\\"\\\"\"")
    try await expect(0, given2 + "against rows \"fare\\n1\\n2\" " + then)
    try await expect(
      0, given2 + "against \"then.csv\" " + then, files: ["then.csv": "fare\n1\n2\n"])
    try await expect(1, given2 + "against \"none\" " + then, says: "none", "tidemark baseline")
    try await expect(2, given2 + then, says: "TM756", "compares with a baseline")
    let named = Self.rules.replacing("monitor m {", with: "monitor m { baseline \"then.csv\"")
    try await expect(0, given2 + then, rules: named, files: ["then.csv": "fare\n1\n2\n"])
    try await expect(2, given2 + then, rules: named, says: "is not there", "tidemark baseline")
  }

  @Test("Files beside the rules are read whole")
  func files() async throws {
    let test =
      "test \"t\" { given \"d/now.csv\" against rows \"fare,kind\\n1,a\" "
      + "then columns.missing violated then columns.fare.complete passes }"
    let rules = Self.rules.replacing("needs at least 50 rows", with: "")
    try await expect(0, test, rules: rules, files: ["d/now.csv": "fare\n1\n2\n"])
    try await expect(
      1, test, files: ["d/now.csv": "fare\n1\n2\n"],
      says: "columns.missing is unknown (too few rows)")
    try await expect(1, test, says: "could not be run", "now.csv")
  }

  @Test("What a test can't show is a mistake of the rules, for lint as well")
  func unseen() async throws {
    let test = "test \"t\" { given rows \"fare\\n1\" then columns.kind.in violated }"
    try await expect(2, test, says: "TM756", "the rows have no column `kind`", "no test was run")
    let folder = try Folder()
    let path = try folder.write("r.tide", Self.rules + test + "\n")
    await Run("lint", path).expect(1, says: "TM756", "no column `kind`")
    let off = "test \"t\" { given rows \"fare\\n1\" then dear violated }"
    try await expect(2, off, says: "its mode is off")
    let table = "test \"t\" { given rows \"fare\\n1\" then columns.missing passes }"
    try await expect(2, table, says: "which columns there are is not judged")
    let nothing = "test \"t\" { given rows \"other\\n1\" then others pass }"
    try await expect(0, nothing, says: "TM757")
  }

  @Test("Tests name columns of their own, whatever the data of a check hold")
  func otherColumns() async throws {
    let folder = try Folder()
    let tests =
      "test \"a\" { given series drift(age): 0.2 then moves violated }\n"
      + "test \"b\" { given rows \"age_x\\n-1\" then columns.age_x.min violated }\n"
    let path = try folder.write(
      "r.tide",
      "edition 1\nlet ages = columns(\"age*\")\ncolumns { ages: >= 0 }\n"
        + "rule moves { for each column c alert when drift(c) > 0.1 }\n" + tests)
    try folder.write("now.csv", "fare,age_y\n1,2\n2,3\n")
    await Run("test", path).expect(0, says: "2 passed")
    await Run("lint", path).expect(0)
    await Run(
      "check", path, "--data", folder.path + "/now.csv", "--baseline", folder.path + "/now.csv",
      "--quiet"
    ).expect(4, says: "too few rows")
  }

  @Test(
    "Rules of imported files can be tested; their tests are run where they are named themselves")
  func imports() async throws {
    let folder = try Folder()
    let common = try folder.write(
      "common.tide",
      "edition 1\nrule cheap { expect max(fare) < 100 }\n"
        + "test \"of the import\" { given rows \"fare\\n1\" then cheap violated }\n")
    let root = try folder.write(
      "root.tide",
      "edition 1\nimport \"common.tide\"\noverride rule cheap { expect max(fare) < 9 }\n"
        + "test \"of the root\" { given rows \"fare\\n50\" then cheap violated }\n")
    await Run("test", root).expect(0, says: "of the root", "1 test, 1 passed")
    await Run("test", common).expect(1, says: "FAIL   of the import")
    await Run("test", root, common).expect(1, says: "2 tests, 1 passed, 1 failed")
    try folder.write("sub/r.tide", "edition 1\nimport \"../common.tide\"\n")
    await Run("test", folder.path + "/sub/r.tide", "--root", folder.path + "/sub").expect(2)
  }

  @Test("A baseline of the monitor that is not there is told, with how to make it")
  func absentBaseline() async throws {
    let rules = Self.rules.replacing("monitor m {", with: "monitor m { baseline \"gone\"")
    try await expect(
      0, "test \"t\" { given rows \"fare\\n1\" then others pass }", rules: rules,
      says: "gone is not there", "tidemark baseline DATA -o")
    try await expect(
      0, "test \"t\" { given rows \"fare\\n1\" against rows \"fare\\n1\" then others pass }",
      rules: rules)
  }

  @Test("A damaged baseline of the monitor is told before anything runs")
  func damagedBaseline() async throws {
    let rules = Self.rules.replacing("monitor m {", with: "monitor m { baseline \"b.tidestate\"")
    try await expect(
      2, "test \"t\" { given rows \"fare\\n1\" then cheap passes }", rules: rules,
      files: ["b.tidestate": "no states"], says: "b.tidestate")
  }

  @Test("Rows that can't be read are told at their line, unless rules judge them")
  func malformed() async throws {
    let test = "test \"t\" {\n  given rows \"\"\"\n    fare\n    1\n    2,3\n    \"\"\"\n"
    let lines = Self.rules.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    try await expect(
      1, test + "  then columns.fare.min passes\n}",
      says: "line \(lines + 5): this row can't be read")
    try await expect(
      0, test + "  then readable violated\n}",
      rules: Self.rules + "rule readable { expect malformed_share <= 1% }\n")
    try await expect(
      1, "test \"t\" { given rows \"a,a\\n1,2\" then others pass }", says: "two columns are named")
    try await expect(1, "test \"t\" { given rows \"\" then others pass }", says: "hold no text")
  }

  @Test("--filter takes a part of the title or a glob, and says what there is")
  func filter() async throws {
    let tests = ["one fish", "two fish", "three birds"].map {
      "test \"\($0)\" { given rows \"fare\\n1\" then cheap passes }\n"
    }.joined()
    let fish = try await run(tests, "--filter", "FISH").run
    #expect(fish.status == 0 && fish.output.contains("2 tests, 2 passed"), "\(fish.output)")
    let glob = try await run(tests, "--filter", "t*s").run
    #expect(glob.output.contains("1 test, 1 passed"), "\(glob.output)")
    let none = try await run(tests, "--filter", "cat").run
    #expect(none.status == 2 && none.error.contains("\"one fish\""), "\(none.error)")
  }

  @Test("Coverage counts what was seen, and fails below what is asked")
  func coverage() async throws {
    let test =
      "test \"a\" { given rows \"fare\\n1\" then cheap passes }\n"
      + "test \"b\" { given rows \"fare\\n1000\" then cheap violated }\n"
    let rules =
      "edition 1\nrule cheap { expect max(fare) < 100 }\nrule other { expect min(x) > 0 }\n"
    let half = try await run(test, rules: rules, "--coverage", "50%").run
    #expect(half.status == 0 && half.output.contains("50% of rules"), "\(half.output)")
    #expect(half.output.contains("never: other"), "\(half.output)")
    let most = try await run(test, rules: rules, "--coverage", "51%").run
    #expect(most.status == 1 && most.output.contains("fewer than the 51%"), "\(most.output)")
    let wrong = try await run(test, rules: rules, "--coverage", "51").run
    #expect(wrong.status == 2)
  }

  @Test("A file without tests, or with mistakes, is refused")
  func refusals() async throws {
    try await expect(2, "", says: "no `test` stands in")
    try await expect(
      2, "test \"t\" { given rows \"fare\\n1\" then chaep passes }", says: "TM753", "cheap",
      "no test was run")
    await Run("test", "/nowhere/r.tide").expect(2, says: "there is no such rule file")
  }

  @Test("JSON and JUnit hold each test, whatever its title")
  func formats() async throws {
    let tests =
      "test \"a <b> & \\\"c\\\" \\u{1}\" { given rows \"fare\\n1\" then cheap violated }\n"
      + "test \"ok\" { given rows \"fare\\n1\" then cheap passes }\n"
      + "test \"gone\" { given \"none.csv\" then cheap passes }\n"
    let json = try await run(tests, "--format", "json").run
    #expect(json.status == 1)
    let object = try json.json()
    let summary = try #require(object["summary"] as? [String: Any])
    #expect(summary["failed"] as? Int == 1)
    #expect(summary["passed"] as? Int == 1)
    #expect(summary["errors"] as? Int == 1)
    let file = try #require((object["files"] as? [[String: Any]])?.first)
    let results = try #require(file["tests"] as? [[String: Any]])
    #expect(results.map { $0["outcome"] as? String } == ["failed", "passed", "error"])
    let junit = try await run(tests, "--format", "junit").run
    #expect(junit.output.contains("a &lt;b&gt; &amp; &quot;c&quot; \u{FFFD}"), "\(junit.output)")
    #expect(junit.output.contains("tests=\"3\" failures=\"1\" errors=\"1\""))
    let tree = try XMLOutline(junit.output)
    #expect(tree.count("testcase") == 3 && tree.count("failure") == 1 && tree.count("error") == 1)
  }
}
