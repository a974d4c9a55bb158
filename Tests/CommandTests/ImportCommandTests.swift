import Foundation
import Testing

@testable import tidemark

/// Rules in several files, as commands read them.
@Suite struct ImportCommandTests {
  let folder: Folder
  let data: String

  init() throws {
    folder = try Folder()
    data = try folder.write("d.csv", "zone,fare\nA,1\nB,2\nA,3\n")
    try folder.write(
      "shared/limits.tide", "let least_rows = 3\ndefine full(c) = completeness(c) == 100%\n")
    try folder.write(
      "rules/main.tide",
      """
      edition 1
      import "../shared/limits.tide"
      columns { zone: in set(file: "zones.txt") }
      rule volume { expect row_count >= least_rows }
      rule complete { for each column c expect full(c) }
      """)
    try folder.write("rules/zones.txt", "A\nB\n")
  }

  private var main: String { folder.path + "/rules/main.tide" }

  @Test func checkLintAndBaselineFollowImports() async throws {
    let root = ["--root", folder.path]
    let run = await Run(["check", main, "--data", data, "--format", "json"] + root)
    run.expect(0)
    #expect(
      try run.verdicts().keys.sorted()
        == ["columns.zone.in", "columns.zone.required", "complete", "volume"])
    await Run(["lint", main, "--deny", "notes"] + root).expect(0, says: "0 errors")
    await Run(["baseline", data, "-o", folder.path + "/b", "--rules", main] + root).expect(0)
    try folder.write(
      "shared/limits.tide", "let least_rows = 30\ndefine full(c) = completeness(c) > 99%\n")
    await Run(["check", main, "--data", data] + root).expect(1, says: "volume")
  }

  @Test func theHashCoversWhatIsImported() async throws {
    let hash = {
      let run = await Run(
        "check", self.main, "--data", self.data, "--format", "json", "--root", self.folder.path)
      return try #require((try run.json()["ruleset"] as? [String: Any])?["hash"] as? String)
    }
    let first = try await hash()
    #expect(try await hash() == first)
    try folder.write("rules/zones.txt", "A\nB\nC\n")
    let second = try await hash()
    try folder.write(
      "shared/limits.tide", "let least_rows = 2\ndefine full(c) = completeness(c) == 100%\n")
    let third = try await hash()
    #expect(Set([first, second, third]).count == 3)
  }

  @Test func importsStayUnderTheRoot() async throws {
    // Without a repository the root is the folder of the rule file.
    await Run("lint", main).expect(1, says: "TM252", "main.tide:2:8", "--root")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/.git", withIntermediateDirectories: true)
    await Run("lint", main).expect(0)
    await Run("lint", main, "--root", folder.path + "/rules").expect(1, says: "TM252")
    await Run("lint", main, "--root", folder.path + "/none").expect(2, says: "--root")
    let outside = try Folder()
    try outside.write("limits.tide", "let least_rows = 3\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/rules/linked.tide", withDestinationPath: outside.path + "/limits.tide"
    )
    try folder.write(
      "rules/link.tide",
      "edition 1\nimport \"linked.tide\"\nrule r { expect row_count > least_rows }\n")
    await Run("lint", folder.path + "/rules/link.tide").expect(1, says: "TM252", "link.tide:2:8")
    for path in ["/etc/passwd", "../../../../etc/passwd", ""] {
      try folder.write(
        "rules/odd.tide", "edition 1\nimport \"\(path)\"\nrule r { expect row_count > 1 }\n")
      await Run("lint", folder.path + "/rules/odd.tide").expect(1, says: "odd.tide:2:8")
    }
  }

  @Test func whatCannotBeReadIsTold() async throws {
    let large = String(repeating: " ", count: (8 << 20) + 1)
    try folder.write("rules/large.tide", large)
    try folder.write("rules/latin.tide", [0x2F, 0x2F, 0xE9, 0x0A])
    try folder.write("rules/many.txt", String(repeating: "x\n", count: 600_000))
    for (line, says) in [
      ("import \"gone.tide\"", "there is no rule file `gone.tide`"),
      ("import \"mian.tide\"", "did you mean `main.tide`?"),
      ("import \"../rules\"", "is a folder"), ("import \"large.tide\"", "more than 8388608 bytes"),
      ("import \"latin.tide\"", "latin.tide:1:3"), ("import \"odd.tide\"", "import each other"),
      ("let s = set(file: \"gone.txt\")", "there is no file of values `gone.txt`"),
      ("let s = set(file: \"many.txt\")", "more than 1048576 bytes"),
    ] {
      let odd = try folder.write(
        "rules/odd.tide", "edition 1\n\(line)\nrule r { expect row_count > 1 }\n")
      await Run("lint", odd).expect(1, says: says, "error[TM")
      await Run("check", odd, "--data", data).expect(2, says: says, "nothing was evaluated")
    }
  }

  @Test func pathsAreRelativeToTheFileThatWritesThem() async throws {
    await Run("baseline", data, "-o", folder.path + "/shared/base").expect(0)
    try folder.write(
      "shared/monitor.tide",
      """
      monitor shared { baseline "base" }
      sink log = file(path: "alerts.jsonl")
      """)
    let rules = try folder.write(
      "rules/r.tide",
      """
      edition 1
      import "../shared/monitor.tide"
      rule same { expect mean(fare) == baseline }
      rule fires { expect row_count > 100 notify log }
      """)
    let run = await Run(
      "check", rules, "--data", data, "--root", folder.path, "--format", "json")
    run.expect(1)
    #expect(try run.verdicts()["same"]?.state == "pass")
    #expect(folder.holds("shared/alerts.jsonl"))
    #expect(!folder.holds("rules/alerts.jsonl"))
  }

  @Test func fmtKeepsToTheFilesThatAreNamed() async throws {
    try folder.write("shared/limits.tide", "define   f( c )=max(c)>1 // why\n")
    await Run("fmt", main).expect(0)
    #expect(try folder.read("shared/limits.tide").hasPrefix("define   f("))
    // A file that others import says no edition.
    await Run("fmt", folder.path + "/shared/limits.tide").expect(0, says: "formatted")
    #expect(try folder.read("shared/limits.tide") == "define f(c) = max(c) > 1  // why\n")
  }

  @Test func twoFilesMayImportTheSame() async throws {
    try folder.write("shared/limits.tide", "let least_rows = \n")
    let other = try folder.write(
      "rules/other.tide",
      "edition 1\nimport \"../shared/limits.tide\"\nrule r { expect row_count > 1 }\n")
    let run = await Run("lint", main, other, "--root", folder.path).expect(1)
    #expect(
      (run.output + run.error).components(separatedBy: "limits.tide:1:17").count == 2, "told once")
  }

  @Test func readyRulesCanBeImported() async throws {
    let ready = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("rules")
    for file in try FileManager.default.contentsOfDirectory(atPath: ready.path)
    where file.hasSuffix(".tide") {
      try folder.write(
        "ready/\(file)", try String(contentsOf: ready.appendingPathComponent(file), encoding: .utf8)
      )
    }
    let rules = try folder.write(
      "fares.tide",
      """
      edition 1
      import "ready/data-quality.tide"
      import "ready/regression.tide"
      monitor fares "Fares, a week ahead" {
        owner "demand"
      }
      derive prediction = guess
      derive label = fare
      override rule errors { alert warning when mae > 1.2 * baseline }
      override rule label_shape { mode off }
      rule zones { expect distinct(zone) <= 3 }
      """)
    await Run("lint", rules, "--deny", "warnings").expect(0, says: "0 notes")
    let rows = (0..<300).map { row in
      "\(["A", "B"][row % 2]),\(row % 40),\(row % 40 + row % 3 - 1)\n"
    }.joined()
    let now = try folder.write("now.csv", "zone,fare,guess\n" + rows)
    let run = await Run("check", rules, "--data", now, "--baseline", now, "--format", "json")
    run.expect(0)
    let verdicts = try run.verdicts()
    #expect(verdicts["errors"]?.state == "pass" && verdicts["shapes_stay"]?.state == "pass")
    #expect(verdicts["label_shape"] == nil && verdicts["zones"]?.state == "pass")
  }
}
