import Foundation
import Testing

@testable import tidemark

/// Data that can't be read, or only in part: never a pass, never a crash, and a message that helps.
@Suite struct BadDataTests {
  let folder: Folder
  let rules: String

  init() throws {
    folder = try Folder()
    rules = try folder.write(
      "rules.tide", "edition 1\nrule whole { expect completeness(x) >= 90% }\n")
  }

  private func check(_ data: String, _ more: String...) async -> Run {
    await Run(["check", rules, "--data", data] + more)
  }

  @Test func anEmptyFileIsNamed() async throws {
    let data = try folder.write("empty.csv", "")
    await check(data).expect(3, says: data, "0 bytes")
    await Run("baseline", data, "-o", folder.path + "/b").expect(3, says: data, "0 bytes")
    #expect(!folder.holds("b"))
  }

  @Test func aHeaderAloneIsUnknownAndNoBaseline() async throws {
    let data = try folder.write("header.csv", "x,y\n")
    let run = await check(data, "--format", "json")
    run.expect(4)
    #expect(try run.verdicts()["whole"]?.description == "unknown(no data)")
    await check(data).expect(4, says: "0 records", "no data", "exit 4")
    await Run("baseline", data, "-o", folder.path + "/b").expect(3, says: data, "no record")
    #expect(!folder.holds("b"))
  }

  @Test func oneColumnIsEnough() async throws {
    let data = try folder.write("one.csv", "x\n1\n\n3\n")
    await Run("eval", "row_count", "missing(x)", "--data", data)
      .expect(0, says: "row_count = 3", "missing(x) = 1")
    await Run("baseline", data, "-o", folder.path + "/b").expect(0, says: "3 records", "1 column")
  }

  @Test func aVeryLongLineIsOneRecord() async throws {
    let long = String(repeating: "long ", count: 2_000_000)
    let data = try folder.write("long.csv", "x,y\n1,a\n2,\(long)\n3,b\n")
    let run = await check(data)
    #expect([0, 3].contains(run.status), "\(run.error.prefix(500))")
    #expect(run.output.utf8.count + run.error.utf8.count < 10_000)
    await Run("baseline", data, "-o", folder.path + "/b", "--max-bad-records", "50%").expect(0)
    await Run("check", folder.path + "/b/rules.tide", "--data", data, "--max-bad-records", "50%")
      .expect(0)
  }

  @Test func nulBytesAreText() async throws {
    let data = try folder.write("nul.csv", "x,y\n\0,a\n2,\0\0\n")
    await Run("eval", "row_count", "completeness(x)", "--data", data).expect(0, says: "= 2", "= 1")
    await Run("baseline", data, "-o", folder.path + "/b").expect(0)
    await Run("lint", folder.path + "/b/rules.tide", "--deny", "warnings").expect(0)
  }

  @Test func bytesThatAreNotUTF8AreCountedAndBorne() async throws {
    let data = try folder.write(
      "latin.csv", Array("x,y\n".utf8) + [0x31, 0x2C, 0xE9, 0x0A, 0xFF, 0x2C, 0x32, 0x0A])
    let rules = try folder.write(
      "both.tide", "edition 1\nrule whole { expect completeness(x) + completeness(y) >= 90% }\n")
    let run = await Run("check", rules, "--data", data)
    run.expect(0, says: "warning", "2 cells", "not UTF-8")
    #expect(!run.output.contains("UTF-8"), "warnings belong on standard error")
    await Run("check", rules, "--data", data, "--quiet").expect(0)
    #expect(await Run("check", rules, "--data", data, "--quiet").error.isEmpty)
  }

  @Test func aTruncatedGzipIsReportedUpToWhereItEnds() async throws {
    var random = SplitMix64(3)
    let rows = (0..<40_000).map { "\($0),\(Int.random(in: 0..<1_000_000, using: &random))\n" }
    let whole = Gzip.wrap(Array(("x,y\n" + rows.joined()).utf8))
    let data = try folder.write("cut.csv.gz", whole[..<(whole.count / 2)])
    let run = await check(data)
    run.expect(3, says: data, "byte \(whole.count / 2)", "cut off", "1 pass")
    let json = await check(data, "--format", "json")
    json.expect(3)
    let records = try #require((try json.json()["data"] as? [String: Any])?["records"] as? Int)
    #expect(records > 10_000 && records < 40_000)
    #expect(try json.json()["exit"] as? Int == 3)
    await Run("eval", "row_count", "--data", data).expect(3, says: "row_count = \(records)")
    await Run("baseline", data, "-o", folder.path + "/b").expect(3, says: "cut off")
    #expect(!folder.holds("b"))
  }

  @Test func anEmptyFolderIsNamed() async throws {
    let empty = folder.path + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    await check(empty).expect(3, says: empty, "no CSV")
    await Run("baseline", empty, "-o", folder.path + "/b").expect(3, says: empty)
    #expect(!folder.holds("b"))
  }

  @Test func aMissingFileIsNamed() async {
    let missing = folder.path + "/none.csv"
    let run = await check(missing)
    run.expect(3, says: missing, "no such file")
    #expect(run.output.isEmpty)
    await Run("baseline", missing, "-o", folder.path + "/b").expect(3, says: missing)
    await Run("eval", "row_count", "--data", missing).expect(3, says: missing)
    await check(folder.path + "/*.parquet").expect(3, says: "no file matches")
  }

  @Test(.disabled(if: getuid() == 0, "the superuser reads everything"))
  func noPermissionIsNamed() async throws {
    let data = try folder.write("secret.csv", "x\n1\n")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: data)
    await check(data).expect(3, says: data, "permission")
    let rules = try folder.write("secret.tide", "edition 1\n")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: rules)
    await Run("lint", rules).expect(2, says: rules, "permission")
  }

  @Test func aDuplicateColumnIsNamed() async throws {
    let data = try folder.write("twice.csv", "x,y,x\n1,2,3\n")
    await check(data).expect(3, says: data, "'x'", "1st", "3rd")
  }
}
