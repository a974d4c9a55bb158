import Engine
import Foundation

/// `run.json`: what ran, on what, by whom, with what outcome: the lineage of verdicts.
struct RunRecord {
  let command: String
  let started: Date
  var status: Int32 = 0
  var ruleset: String?
  var rulesFolder: String?
  var baseline: (path: String, hash: String)?
  /// The file that earlier runs left what they found in.
  var history: String?
  var inputs: [(path: String, hash: String)] = []
  /// Inputs that labels were read of.
  var labels: [(path: String, hash: String)] = []
  var counts: JSON = .object([:])
  /// How many alerts were sent and kept; nil where there was none.
  var alerts: JSON?

  init(_ command: String) {
    self.command = command
    started = Date()
  }

  /// Says that it will be written: the program is hashed meanwhile, beside the data.
  static func prepare() {
    Task.detached(priority: .background) { _ = binaryHash }
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  static var now: Double { Date().timeIntervalSince1970 }

  func write(to folder: String, as name: String = "run.json") throws {
    try Files.makeFolder(folder)
    try Files.write(json.text(.pretty) + "\n", to: folder + "/" + name)
  }

  private var json: JSON {
    .object([
      "tidemark": .string(Tidemark.version),
      "binary": RunRecord.binaryHash.map(JSON.string),
      "command": .array(RunRecord.commandLine.map(JSON.string)),
      "started": .string(RunRecord.text(started)), "ended": .string(RunRecord.text(Date())),
      "user": .string(NSUserName()), "host": .string(ProcessInfo.processInfo.hostName),
      "ruleset": ruleset.map { .object(["hash": .string($0), "git": git]) },
      "baseline": baseline.map { .object(["path": .string($0.path), "hash": .string($0.hash)]) },
      "data": .array(
        inputs.map { .object(["path": .string($0.path), "hash": .string($0.hash)]) }),
      "labels": labels.isEmpty
        ? nil
        : .array(
          labels.map { .object(["path": .string($0.path), "hash": .string($0.hash)]) }),
      "history": history.map { .object(["path": .string($0)]) },
      "counts": counts, "alerts": alerts, "exit": .integer(Int(status)),
    ])
  }

  /// Arguments, with what looks like a secret struck out.
  private static var commandLine: [String] {
    ["tidemark"] + Tidemark.arguments.map(CommandText.withoutSecrets)
  }

  private static let binaryHash = Bundle.main.executablePath.flatMap(Files.hash(ofFile:))

  private static func text(_ date: Date) -> String {
    CalendarTime(epochSeconds: date.timeIntervalSince1970)?.text ?? ""
  }

  /// The commit of the rules' folder and whether it was changed since; null outside a repository.
  private var git: JSON {
    guard let rulesFolder, let commit = run(["rev-parse", "HEAD"], in: rulesFolder) else {
      return .null
    }
    let changes = run(["status", "--porcelain", "--", "."], in: rulesFolder)
    return .object([
      "commit": .string(commit), "dirty": .boolean(!(changes ?? "").isEmpty),
    ])
  }

  private func run(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
