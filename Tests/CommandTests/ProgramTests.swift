import Foundation
import Testing

/// The program itself, as a process: its streams and its exit status.
@Suite struct ProgramTests {
  /// Beside the bundle of the tests.
  static let program: URL = {
    let runner = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    var folders = [Bundle.main.bundleURL, runner]
    if let executable = Bundle.main.executableURL {
      folders.append(executable.deletingLastPathComponent())
    }
    let candidates = folders.map { $0.appendingPathComponent("tidemark") }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
      ?? candidates[0]
  }()

  private func run(
    _ arguments: String..., input: String
  ) throws -> (status: Int32, output: String, error: String) {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    let folder = try Folder()
    let path = try folder.write("input", input)
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    try process.run()
    let written = output.fileHandleForReading.readDataToEndOfFile()
    let said = error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: written, as: UTF8.self),
      String(decoding: said, as: UTF8.self)
    )
  }

  @Test func checkReadsStandardInput() throws {
    let folder = try Folder()
    let rules = try folder.write(
      "rules.tide", "edition 1\nmonitor rides { }\nrule cheap { expect mean(fare) <= 10 }\n")
    let cheap = try run("check", rules, "--data", "-", input: "fare\n9\n10\n")
    #expect(cheap.status == 0, "\(cheap)")
    #expect(cheap.output.hasPrefix("rides: 2 records of standard input"))
    #expect(cheap.output.contains("1 pass, 0 fire, 0 unknown  (exit 0)"))
    #expect(cheap.error.isEmpty)

    let dear = try run("check", rules, "--data", "-", input: "fare\n19\n10\n")
    #expect(dear.status == 1, "\(dear)")
    #expect(dear.output.contains("cheap"))
    #expect(dear.output.contains("14.5"))

    let none = try run("check", rules, "--data", "-", input: "")
    #expect(none.status == 3)
    #expect(none.output.isEmpty)
    #expect(none.error.contains("standard input"))
  }

  @Test func mistakesAreStatusTwoOnStandardError() throws {
    let flag = try run("check", "rules.tide", "--data", "-", "--wrong", input: "")
    #expect(flag.status == 2)
    #expect(flag.output.isEmpty)
    #expect(flag.error.contains("--wrong"))
    let version = try run("--version", input: "")
    #expect(version.status == 0)
    #expect(!version.output.isEmpty)
  }

  @Test func evalAndBaselineReadStandardInput() throws {
    let value = try run("eval", "sum(x)", "--data", "-", "--format", "json", input: "x\n1\n2\n")
    #expect(value.status == 0)
    #expect(value.output.contains("\"sum(x)\""))
    let folder = try Folder()
    let baseline = try run("baseline", "-", "-o", folder.path + "/b", input: "x\n1\n2\n")
    #expect(baseline.status == 0, "\(baseline)")
    #expect(folder.holds("b/rules.tide"))
  }
}
