import Foundation
import Testing

@testable import tidemark

/// Records with too many or too few fields: left out, counted, borne up to a limit.
@Suite struct MalformedRecordTests {
  let folder: Folder
  let rules: String

  init() throws {
    folder = try Folder()
    rules = try folder.write(
      "rules.tide", "edition 1\nrule whole { expect completeness(x) == 1 }\n")
  }

  private func data(good: Int, bad: Int) throws -> String {
    let rows = (0..<good).map { "\($0),a" } + (0..<bad).map { "\($0),b,\($0)" }
    return try folder.write("data.csv", "x,y\n" + rows.joined(separator: "\n") + "\n")
  }

  @Test(arguments: [
    (199, 1, "1%", 0), (98, 2, "1%", 3), (98, 2, "2%", 0), (98, 2, "1", 3), (98, 2, "2", 0),
    (98, 2, "0", 3), (98, 2, "0%", 3), (98, 0, "0", 0), (0, 3, "100%", 4), (0, 3, "1%", 3),
  ])
  func theLimitDecides(_ good: Int, _ bad: Int, _ limit: String, _ status: Int32) async throws {
    let path = try data(good: good, bad: bad)
    let run = await Run("check", rules, "--data", path, "--max-bad-records", limit)
    run.expect(status)
    if bad > 0 {
      #expect(run.error.contains("warning: \(bad) malformed record"))
      #expect(run.error.contains("\(path):\(good + 2): "), "the place of the first")
      #expect(run.output.contains("\(bad) malformed"))
    }
    if status == 3 { #expect(run.error.contains("--max-bad-records \(limit)")) }
  }

  @Test func theirShareCanBeBounded() async throws {
    let path = try data(good: 98, bad: 2)
    await Run("eval", "malformed_share", "--data", path, "--max-bad-records", "5%")
      .expect(0, says: "malformed_share = 0.02")
    let bounded = try folder.write(
      "bounded.tide", "edition 1\nrule readable { expect malformed_share <= 1% }\n")
    await Run("check", bounded, "--data", path, "--max-bad-records", "5%").expect(1, says: "2%")
    await Run("check", bounded, "--data", try data(good: 99, bad: 1), "--max-bad-records", "5%")
      .expect(0)
    // Data as a baseline, of which the share is known as well: one of 100.
    await Run(
      "eval", "baseline(malformed_share)", "--data", path, "--baseline", path, "--max-bad-records",
      "5%"
    ).expect(0, says: "= 0.01")
  }

  @Test func verdictsStandOnTheRest() async throws {
    let path = try data(good: 50, bad: 50)
    let run = await Run("check", rules, "--data", path, "--format", "json")
    run.expect(3)
    #expect(try run.verdicts()["whole"]?.state == "pass")
    #expect(try run.json()["exit"] as? Int == 3)
    await Run("baseline", path, "-o", folder.path + "/b").expect(3, says: "--max-bad-records")
    #expect(!folder.holds("b"))
  }

  @Test func theQuarantineHoldsEachRecordWithItsPlace() async throws {
    let text = "x,y\n1,a\n2,b,c\n3,\"line\nbreak\"\n4\n5,\"q\",\"r\nr\"\n6,f\n"
    let path = try folder.write("data.csv", text)
    let file = folder.path + "/bad.csv"
    await Run("check", rules, "--data", path, "--quarantine", file, "--max-bad-records", "3")
      .expect(0, says: "3 malformed")
    let lines = folder.plain(try folder.read("bad.csv"))
    #expect(
      lines.split(separator: "\n").filter { !$0.hasPrefix("# ") } == [
        "2,b,c", "4", "5,\"q\",\"r", "r\"",
      ])
    for line in [3, 6, 7] { #expect(lines.contains("# FOLDER/data.csv:\(line): "), "\(lines)") }
  }

  @Test func aQuarantineWithoutBadRecordsTouchesNothing() async throws {
    let path = try data(good: 3, bad: 0)
    let file = try folder.write("bad.csv", "precious")
    await Run("check", rules, "--data", path, "--quarantine", file).expect(0)
    #expect(try folder.read("bad.csv") == "precious")
  }

  @Test func aQuarantineNeverOverwritesWhatIsRead() async throws {
    let path = try data(good: 3, bad: 2)
    let before = try folder.read("data.csv")
    await Run(
      "check", rules, "--data", path, "--quarantine",
      folder.path + "/../"
        + (folder.path as NSString).lastPathComponent + "/data.csv"
    ).expect(2, says: "--quarantine", "read as data")
    await Run("check", rules, "--data", path, "--quarantine", rules).expect(2, says: "--quarantine")
    #expect(try folder.read("data.csv") == before)
  }

  @Test func recordsOfABaselineMadeOfDataDoNotOverwriteTheQuarantine() async throws {
    let then = try folder.write("then.csv", "x,y\n1,a\n2,b,then\n")
    let now = try folder.write("now.csv", "x,y\n1,a\n2,b,now\n")
    let rules = try folder.write(
      "drift.tide", "edition 1\nrule d { expect drift(x, method: ks) <= 0.9 }\n")
    let file = folder.path + "/bad.csv"
    await Run(
      "check", rules, "--data", now, "--baseline", then, "--quarantine", file, "--max-bad-records",
      "50%"
    )
    .expect(0, says: "then.csv:3", "now.csv:3")
    #expect(try folder.read("bad.csv").contains("2,b,now"))
    #expect(try !folder.read("bad.csv").contains("then"))
  }
}
