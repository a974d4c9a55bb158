import Crypto
import Foundation
import Testing

@testable import tidemark

/// `run.json`: lineage that can't be added afterwards.
@Suite struct RunRecordTests {
  private static func hash(_ bytes: some Sequence<UInt8>) -> String {
    "sha256:"
      + SHA256.hash(data: Array(bytes)).map { String(format: "%02x", Int($0)) }.joined()
  }

  private static func record(_ folder: Folder, _ name: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(try folder.bytes(name))) as? [String: Any])
  }

  @Test func aCheckSaysWhatRanOnWhat() async throws {
    let folder = try Folder()
    let plain = try folder.write("a.csv", Taxi.csv(rows: 40))
    let gzip = try folder.write("b.csv.gz", Gzip.wrap(Array(Taxi.csv(rows: 40, seed: 2).utf8)))
    await Run("baseline", plain, "-o", folder.path + "/base").expect(0)
    let rules = try folder.write(
      "rules.tide", "edition 1\nmonitor m { baseline \"base\" }\nrule r { expect mean(fare) < 0 }\n"
    )
    await Run(
      "check", rules, "--data", plain, gzip, "--out", folder.path + "/out", "--null",
      "https://ana:hunter2@example.test/x"
    )
    .expect(1)
    let record = try Self.record(folder, "out/run.json")
    #expect(record["tidemark"] as? String == Tidemark.version)
    #expect((record["binary"] as? String)?.hasPrefix("sha256:") == true)
    #expect(record["exit"] as? Int == 1)
    for field in ["started", "ended"] {
      let time = try #require(record[field] as? String)
      #expect(time.contains(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d/), "\(field): \(time)")
    }
    for field in ["user", "host"] {
      #expect((record[field] as? String)?.isEmpty == false, "\(field)")
    }

    let ruleset = try #require(record["ruleset"] as? [String: Any])
    #expect(ruleset["hash"] as? String == Self.hash(try folder.bytes("rules.tide")))
    let baseline = try #require(record["baseline"] as? [String: Any])
    #expect(baseline["hash"] as? String == Self.hash(try folder.bytes("base/baseline.tidestate")))
    let data = try #require(record["data"] as? [[String: Any]])
    #expect(data.map { $0["path"] as? String } == [plain, gzip])
    #expect(
      data.map { $0["hash"] as? String }
        == [Self.hash(try folder.bytes("a.csv")), Self.hash(try folder.bytes("b.csv.gz"))])
    let counts = try #require(record["counts"] as? [String: Any])
    #expect(counts["violated"] as? Int == 1)

    let command = try #require(record["command"] as? [String])
    #expect(command.prefix(2) == ["tidemark", "check"])
    #expect(!(try folder.read("out/run.json")).contains("hunter2"))
    #expect(command.contains { $0.contains("@example.test/x") })
    #expect(try folder.holds("out/verdicts.json") && !folder.read("out/verdicts.json").isEmpty)
  }

  @Test(arguments: [
    ("https://ana:hunter2@example.test/x", "https://…@example.test/x"),
    ("--x=s3://key:hunter2@bucket", "--x=s3://…@bucket"),
    ("https://example.test/mail@x", "https://example.test/mail@x"),
    ("https://example.test/a?token=hunter2&b=1", "https://example.test/a?token=…&b=1"),
    (
      "https://example.test/a?b=1&X-Amz-Signature=hunter2",
      "https://example.test/a?b=1&X-Amz-Signature=…"
    ),
    ("http://a:hunter2@b http://c:hunter2@d", "http://…@b http://…@d"),
    ("plain@text", "plain@text"), ("a://b", "a://b"), ("", ""),
  ])
  func secretsAreStruckOut(_ argument: String, _ expected: String) {
    #expect(CommandText.withoutSecrets(argument) == expected)
  }

  @Test func verdictsAreTheSameOnEveryRun() async throws {
    let folder = try Folder()
    let data = try folder.write("a.csv", Taxi.csv(rows: 40))
    let rules = try folder.write("rules.tide", "edition 1\nrule r { expect mean(fare) > 0 }\n")
    for out in ["one", "two"] {
      await Run("check", rules, "--data", data, "--out", folder.path + "/" + out).expect(0)
    }
    #expect(try folder.bytes("one/verdicts.json") == folder.bytes("two/verdicts.json"))
    let printed = await Run("check", rules, "--data", data, "--format", "json")
    #expect(try folder.read("one/verdicts.json") == printed.output)
  }

  @Test func refusedAndFailedRunsLeaveARecordToo() async throws {
    let folder = try Folder()
    let out = folder.path + "/o"
    let data = try folder.write("a.csv", "x\n1\n")
    let rules = try folder.write("rules.tide", "edition 1\nrule r { expect mean(x) == 1 }\n")
    let broken = try folder.write("broken.tide", "edition 1\nrule r { }\n")
    await Run("check", rules, "--data", folder.path + "/none.csv", "--out", out).expect(3)
    #expect(try Self.record(folder, "o/run.json")["exit"] as? Int == 3)
    await Run("check", broken, "--data", data, "--out", out).expect(2)
    #expect(try Self.record(folder, "o/run.json")["exit"] as? Int == 2)
    #expect(!folder.holds("o/verdicts.json"))
    // A folder where the file should be: the verdicts stand, their report could not be delivered.
    try folder.write("o/verdicts.json/in-the-way", "")
    await Run("check", rules, "--data", data, "--out", out).expect(5, says: "--out", "1 pass")
    try folder.write("rules.tide", "edition 1\nrule r { expect mean(x) == 2 }\n")
    await Run("check", rules, "--data", data, "--out", out).expect(1, says: "--out")
  }

  @Test func aBaselineLeavesARecord() async throws {
    let folder = try Folder()
    let data = try folder.write("a.csv", "x,y\n1,2\n3\n4,5\n")
    await Run("baseline", data, "-o", folder.path + "/b", "--max-bad-records", "1").expect(0)
    let record = try Self.record(folder, "b/run.json")
    let counts = try #require(record["counts"] as? [String: Int])
    #expect(counts == ["records": 2, "malformed": 1, "columns": 2])
    #expect(record["exit"] as? Int == 0)
    let inputs = try #require(record["data"] as? [[String: String]])
    #expect(inputs == [["path": data, "hash": Self.hash(try folder.bytes("a.csv"))]])
  }

  @Test func aBaselineMadeOfDataIsHashedToo() async throws {
    let folder = try Folder()
    let rules = try folder.write(
      "rules.tide", "edition 1\nrule r { expect drift(x, method: ks) <= 0.9 }\n")
    let now = try folder.write("now.csv", "x\n1\n2\n")
    var hashes: Set<String> = []
    for (index, text) in ["x\n1\n", "x\n2\n"].enumerated() {
      let then = try folder.write("then-\(index).csv", text)
      await Run("check", rules, "--data", now, "--baseline", then, "--out", folder.path + "/o")
        .expect(0)
      let baseline = try #require(
        try Self.record(folder, "o/run.json")["baseline"] as? [String: Any])
      hashes.insert(try #require(baseline["hash"] as? String))
    }
    #expect(hashes.count == 2)
  }

  @Test func commitAndChangesOfTheRulesAreNoted() async throws {
    let folder = try Folder()
    let data = try folder.write("a.csv", "x\n1\n")
    let rules = try folder.write(
      "repository/rules.tide", "edition 1\nrule r { expect row_count > 0 }\n")
    let git = { (arguments: String) throws in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments =
        ["git", "-C", folder.path + "/repository", "-c", "user.name=a", "-c", "user.email=a@b"]
        + arguments.split(separator: " ").map(String.init)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
    guard try git("init -q"), try git("add ."), try git("commit -q -m rules") else { return }
    for (index, isDirty) in [false, true].enumerated() {
      if isDirty { try folder.write("repository/new.tide", "edition 1\n") }
      await Run("check", rules, "--data", data, "--out", folder.path + "/\(index)").expect(0)
      let ruleset = try #require(
        try Self.record(folder, "\(index)/run.json")["ruleset"] as? [String: Any])
      let state = try #require(ruleset["git"] as? [String: Any])
      #expect((state["commit"] as? String)?.count == 40)
      #expect(state["dirty"] as? Bool == isDirty)
    }
  }
}
