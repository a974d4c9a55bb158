import Foundation
import Testing

/// Arrow and Parquet as a user has them: the same verdicts and the same profile as text gives.
struct ColumnarCheckTests {
  static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("InputsTests/Golden").path
  static let rules = """
    edition 1

    columns {
      id:   unique, complete, integral
      fare: mean in 0...1, completeness >= 50%, distinct <= 5
      zone: in ["north", "süd", "w,est"]
      kind: in ["a", "b"], complete
      day:  timestamp, distinct > 50
      ok:   completeness in 50%...80%
    }

    rule sums { expect sum(small) > 0 and distinct(big) == 3 }
    rule times { expect max(at) - min(at) < 1 day }

    """

  private func statistics(_ path: String, _ folder: Folder) async throws -> String {
    let out = folder.path + "/" + (path as NSString).lastPathComponent + ".baseline"
    await Run("baseline", path, "-o", out).expect(0)
    return try String(contentsOfFile: out + "/statistics.json", encoding: .utf8)
  }

  @Test(arguments: ["same.arrows", "same.arrow", "same.jsonl"])
  func theProfileIsThatOfText(_ name: String) async throws {
    let folder = try Folder()
    let text = try await statistics(Self.golden + "/same.csv", folder)
    #expect(try await statistics("\(Self.golden)/\(name)", folder) == text)
  }

  @Test(arguments: ["same.arrows", "same.arrow"])
  func theVerdictsAreThoseOfText(_ name: String) async throws {
    let folder = try Folder()
    let rules = try folder.write("r.tide", Self.rules)
    let text = await Run("check", rules, "--data", Self.golden + "/same.csv", "--format", "json")
    let arrow = await Run(
      "check", rules, "--data", "\(Self.golden)/\(name)", "--format", "json")
    #expect(text.status == 1, "\(text.error)")
    #expect(text.status == arrow.status)
    let verdicts = try text.verdicts()
    #expect(verdicts.count > 5)
    #expect(try arrow.verdicts() == verdicts)
  }

  // MARK: Parquet, by a program that answers with streams at hand

  private static func reader(_ answer: String) -> [String] {
    ["--parquet-reader", "sh -c 'while read question; do \(answer); done'"]
  }

  private func check(_ data: String, _ reader: [String], _ folder: Folder) async throws -> Run {
    let rules = try folder.write("r.tide", Self.rules)
    return await Run(["check", rules, "--data", data, "--format", "json"] + reader)
  }

  @Test func parquetIsReadByAnotherProgram() async throws {
    let folder = try Folder()
    for name in ["a.parquet", "b.parquet"] { try folder.write("many/" + name, "PAR1") }
    let path = try folder.write("one.parquet", "PAR1")
    let reader = Self.reader("cat \(Self.golden)/same.arrows")
    let text = try await check(Self.golden + "/same.csv", [], folder)
    let one = try await check(path, reader, folder)
    #expect(one.status == 1, "\(one.error)")
    #expect(try one.verdicts() == text.verdicts())
    let many = try await check(folder.path + "/many", reader, folder)
    let data = try many.json()["data"] as? [String: Any]
    #expect(data?["records"] as? Int == 800, "\(many.error)")
    #expect((data?["sources"] as? [String])?.count == 2)
  }

  @Test func aReaderThatDiesLeavesNoVerdict() async throws {
    let folder = try Folder()
    let path = try folder.write("one.parquet", "PAR1")
    let stream = Self.golden + "/same.arrows"
    for (ending, said) in [
      ("echo page 7 is damaged >&2; exit 3", "page 7 is damaged"), ("exit 0", "exit status 0"),
      ("kill -9 $$", "signal 9"),
    ] {
      let reader = [
        "--parquet-reader",
        "sh -c 'read a; cat \(stream); read b; head -c 3000 \(stream); \(ending)'",
      ]
      let run = try await check(path, reader, folder)
      run.expect(3, says: path, said)
      #expect(run.output.isEmpty)
    }
    try await check(path, ["--parquet-reader", "/no/such/program"], folder)
      .expect(3, says: path, "/no/such/program", "--parquet-reader")
    try await check(path, ["--parquet-reader", "sh -c 'exit 4'"], folder)
      .expect(3, says: path, "exit status 4")
    await Run("check", "r.tide", "--data", path, "--parquet-reader", "'")
      .expect(2, says: "--parquet-reader")
  }

  private static let hasPyarrow: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import pyarrow"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Writes `same` as Parquet, in row groups of 50.
  private func makeParquet(_ path: String) throws {
    let program = """
      import sys, pyarrow as pa, pyarrow.parquet as pq
      table = pa.ipc.open_stream(sys.argv[1]).read_all()
      table = table.append_column("parts", pa.array([[1, 2]] * len(table)))
      pq.write_table(table, sys.argv[2], row_group_size=50)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program, Self.golden + "/same.arrows", path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(.enabled(if: hasPyarrow)) func pyarrowReadsParquet() async throws {
    let folder = try Folder()
    let path = folder.path + "/same.parquet"
    try makeParquet(path)
    let text = try await check(Self.golden + "/same.csv", [], folder)
    let parquet = try await check(path, [], folder)
    #expect(parquet.status == 1, "\(parquet.error)")
    #expect(try parquet.verdicts() == text.verdicts())
    // Without its ending, and where no column is read.
    let other = folder.path + "/data"
    try FileManager.default.copyItem(atPath: path, toPath: other)
    let eval = await Run("eval", "row_count", "sum(parts[1])", "--data", other, "--format", "json")
    eval.expect(0)
    #expect(try eval.json()["rows"] as? Int == 400)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for cut in [bytes.count / 2, bytes.count - 1, 3] {
      let bad = try folder.write("bad.parquet", bytes.prefix(cut))
      try await check(bad, [], folder).expect(3, says: bad, "Parquet")
    }
    var damaged = bytes
    for place in 100..<1500 { damaged[place] ^= 0x55 }
    let bad = try folder.write("damaged.parquet", damaged)
    let run = try await check(bad, [], folder)
    run.expect(3, says: bad)
    #expect(run.output.isEmpty)
  }
}
