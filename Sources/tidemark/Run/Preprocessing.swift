import Engine
import Foundation
import Inputs
import Scripts

/// Data that went through a script first: its answers, in a file that is gone with this.
final class Preprocessing {
  /// What reports call the data.
  let name: String
  let path: String
  /// What messages call the file of answers.
  let answers: String
  private let folder: String
  private let outcome: RecordScript.Outcome
  /// What is said of the inputs.
  let warnings: [String]
  /// Why not all records could be read.
  let failure: String?

  /// Runs the script over all records; what becomes of each is said and counted.
  ///
  /// - Parameter failed: takes each record that failed: input, line, reason and bytes.
  init(
    _ command: String, _ paths: [String], timeoutSeconds: Double, options: InputOptions,
    failed: (String, Int, String, [UInt8]) -> Void
  ) throws {
    folder = NSTemporaryDirectory() + "/tidemark-" + UUID().uuidString
    path = folder + "/records.jsonl"
    answers = "answers of \(command)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    do {
      let records = try RecordLines(paths, options: options)
      let first = records.names.first ?? "data"
      let more = records.names.count > 1 ? " and \(records.names.count - 1) more" : ""
      name = "\(first)\(more), through \(command)"
      outcome = try Preprocessing.run(command, records, to: path, timeoutSeconds, failed)
      failure = records.failure?.description
      warnings = records.warnings
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      if let error = error as? ReadError { throw CommandFailure.data(error.description) }
      throw error
    }
    if let why = outcome.notStarted, outcome.rows == 0 {
      throw CommandFailure.arguments("--preprocess: \(command) could not be started: \(why)")
    }
    tell()
    guard outcome.rows > 0 else { throw CommandFailure.data(failure ?? nothingLeft) }
  }

  private var nothingLeft: String {
    guard outcome.records > 0 else { return "--preprocess: \(name): there is no record" }
    return
      "--preprocess: none of \(Counted.text(outcome.records, "record")) is left: \(outcome.dropped) left out on purpose, \(outcome.failed) failed"
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var failed: Int { outcome.failed }

  /// How answers are read: what the options say of columns and format is of what the script was given.
  static func answers(_ options: InputOptions) -> InputOptions {
    var options = options
    options.format = nil
    options.columns = nil
    return options
  }

  private static func run(
    _ command: String, _ records: RecordLines, to path: String, _ timeoutSeconds: Double,
    _ failed: (String, Int, String, [UInt8]) -> Void
  ) throws -> RecordScript.Outcome {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else {
      throw CommandFailure.data("\(path): can't be written: set TMPDIR to a folder with room")
    }
    defer { try? file.close() }
    // What is printed must arrive at once, also where the output is no terminal.
    let variables = ProcessInfo.processInfo.environment.merging(["PYTHONUNBUFFERED": "1"]) { $1 }
    let say = Console.current.error
    var buffer = Data()
    func write(atLeast most: Int) throws {
      guard buffer.count >= most, !buffer.isEmpty else { return }
      do { try file.write(contentsOf: buffer) } catch {
        throw CommandFailure.data("\(path): no room for what the script answers: set TMPDIR")
      }
      buffer.removeAll(keepingCapacity: true)
    }
    let script = RecordScript(
      CommandWords.split(command) ?? [], environment: variables.map { "\($0.key)=\($0.value)" },
      timeoutSeconds: timeoutSeconds, say: { say("preprocess: \($0)\n") })
    let outcome = try script.run(
      next: { () throws(any Error) in
        records.next().map {
          ScriptRecord(input: $0.input, line: $0.line, bytes: $0.bytes, fault: $0.fault)
        }
      },
      emit: { (record, rows) throws(any Error) in
        buffer.append(contentsOf: record.replaced(by: rows))
        try write(atLeast: 1 << 20)
      },
      failed: { failed($0.record.input, $0.record.line, $0.reason, $0.record.bytes) })
    try write(atLeast: 0)
    return outcome
  }

  private func tell() {
    if outcome.failed > 0 {
      Console.error("warning: --preprocess: \(Counted.text(outcome.failed, "record")) left out:")
      for failure in outcome.failures {
        Console.error("  \(failure.record.input):\(failure.record.line): \(failure.reason)")
      }
      if outcome.failed > outcome.failures.count {
        Console.error("  … and \(outcome.failed - outcome.failures.count) more")
      }
    }
    if outcome.garbage > 0 {
      Console.error(
        "warning: --preprocess: \(Counted.text(outcome.garbage, "line")) of the script \(outcome.garbage == 1 ? "is" : "are") no answer, such as: \(outcome.firstGarbage ?? "")"
      )
    }
    if outcome.restarts > 0 {
      Console.error(
        "warning: --preprocess: the script was started again \(Counted.text(outcome.restarts, "time"))"
      )
    }
    if outcome.dropped > 0 {
      Console.error(
        "--preprocess: \(Counted.text(outcome.dropped, "record")) left out on purpose")
    }
  }
}
