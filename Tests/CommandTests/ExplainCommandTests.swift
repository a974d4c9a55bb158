import Foundation
import Testing

@testable import tidemark

struct ExplainCommandTests {
  @Test("A code, a metric, a keyword, a function and a reason, in any letter case")
  func pages() async {
    await Run("explain", "tm304").expect(0, says: "TM304", "Avoid", "Prefer")
    await Run("explain", "DRIFT").expect(
      0, says: "drift(c, method:", "Formula", "drift  (metric)", "drift  (keyword)")
    await Run("explain", "for each", "abs", "no baseline").expect(
      0, says: "for each [TYPE] column VAR", "abs(x)", "What makes it known")
  }

  @Test("The same as JSON and as Markdown")
  func formats() async throws {
    let run = await Run("explain", "TM304", "completeness", "--format", "json")
    let pages = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(pages.map { $0["name"] as? String } == ["TM304", "completeness"])
    #expect(pages[0]["avoid"] is String && pages[1]["formula"] is String)
    await Run("explain", "completeness", "--format", "markdown").expect(
      0, says: "# `completeness`", "| Expression |")
  }

  @Test("Without a name it lists what there is")
  func list() async throws {
    await Run("explain").expect(0, says: "Metrics:", "  drift: ", "  TM101: ", "  for each: ")
    let run = await Run("explain", "--format", "json")
    let all = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(all.count > 200)
  }

  @Test("What there is not is told with what was meant, after what was found")
  func unknown() async {
    await Run("explain", "mean", "compleetness").expect(
      2, says: "did you mean `completeness`?", "Arithmetic mean")
    await Run("explain", "\u{1B}[2J").expect(2, says: "␛")
  }

  @Test("Why a rule said what it said, from the record of a run")
  func lastRun() async throws {
    let folder = try Folder()
    let rules = try folder.write(
      "r.tide",
      "edition 1\nrule fares { expect mean(fare) <= 2 and row_count > 1 }\ncolumns { fare: complete }\n"
    )
    let data = try folder.write("d.csv", "fare\n1\n5\n")
    let out = folder.path + "/out"
    await Run("check", rules, "--data", data, "--out", out).expect(1)
    await Run("explain", "fares", "--last-run", out).expect(
      0, says: "fares  violated  fires", "mean(fare) <= 2 = false", "mean(fare) = 3",
      "row_count > 1 = true", "value: 3", "limit: 2")
    let json = await Run("explain", "fares", "--last-run", out, "--format", "json")
    let verdicts = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(verdicts.count == 1 && verdicts[0]["tree"] != nil)
    await Run("explain", "fare", "--last-run", out).expect(2, says: "did you mean `fares`?")
    await Run("explain", "--last-run", out).expect(2, says: "columns.fare.complete")
    await Run("explain", "fares", "--last-run", folder.path).expect(2, says: "--out")
    try folder.write("out/verdicts.json", "{\"windows\": 3}")
    await Run("explain", "fares", "--last-run", out).expect(2, says: "holds no verdicts")
    try folder.write("out/verdicts.json", "{")
    await Run("explain", "fares", "--last-run", out).expect(2, says: "no JSON")
  }
}
