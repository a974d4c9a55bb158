import Foundation
import Inputs
import Testing

/// What the script of the examples says that it wrote is what is read.
struct CaptureScriptTests {
  private struct Written: Decodable {
    let records: Int
    let malformed: Int
    let rows_per_hour: [String: Int]
  }

  @Test(arguments: [[], ["--skip-hour", "3", "--damage", "20"]])
  func countsAgree(arguments: [String]) throws {
    let folder = try Folder()
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let script = root.appendingPathComponent("examples/capture/make_captures.py").path
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", script, folder.path, "--records", "6000", "--hours", "30"] + arguments
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let written = try JSONDecoder().decode(Written.self, from: text)

    var options = InputOptions()
    options.inputNames = ["age", "income", "color", "score_before"]
    let table = try Table.read([folder.path], options, readers: 2)
    #expect(table.rows.count == written.records)
    #expect(table.malformed.count == written.malformed)
    #expect(table.columns.prefix(3) == ["_c0", "age", "income"])
    let time = try #require(table.columns.firstIndex(of: "inference_time"))
    var hours: [String: Int] = [:]
    for row in table.rows { hours[(row[time] ?? "").prefix(13) + ":00:00Z", default: 0] += 1 }
    #expect(hours == written.rows_per_hour)
    let colors = Set(table.rows.compactMap { $0[3] })
    #expect(colors == ["red", "green", "blue, dark", "the \"other\""])
  }
}
