import Engine

/// Which incidents a command was run for, in a file that outlives the program.
///
/// The outbox forgets a message once it is delivered, and a later run over the same data makes the
/// same message anew: a receiver drops it by its id, a command has nobody but this file to do so.
package struct CommandLedger: Sendable {
  private let folder: String
  private let name: String

  package init(folder: String, monitor: String, sink: String) {
    self.folder = folder
    name = "command-" + Checksum.text(Array("\(monitor)\n\(sink)".utf8), bytes: 8)
  }

  private var path: String { "\(folder)/\(name).done" }

  /// Incidents that are remembered at most; the oldest are forgotten.
  static let longest = 100_000

  /// Taken while a command runs; nil while another run has it.
  func claim() throws(FileFailure) -> FileLock? {
    try DurableFile.makeFolder(folder)
    return try FileLock("\(folder)/\(name).lock", waits: false)
  }

  /// Those of the incidents that the command was not run for. Fails where it could not be noted
  /// afterwards.
  func new(among incidents: [String]) throws(FileFailure) -> [String] {
    try DurableFile.append([UInt8(ascii: "\n")], to: path, syncs: false)
    let known = Set(try lines())
    return incidents.filter { !known.contains($0) }
  }

  /// Notes that the command was run for incidents; on the disk when it returns.
  func add(_ incidents: [String]) throws(FileFailure) {
    let known = try lines()
    guard known.count + incidents.count > CommandLedger.longest else {
      return try DurableFile.append(CommandLedger.text(incidents[...]), to: path, syncs: true)
    }
    let kept = (known + incidents).suffix(CommandLedger.longest / 2)
    try DurableFile.replace(path, with: CommandLedger.text(kept))
  }

  private static func text(_ lines: ArraySlice<String>) -> [UInt8] {
    Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// A line that a crash cut off is none that is asked for.
  private func lines() throws(FileFailure) -> [String] {
    (try DurableFile.read(path) ?? []).split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
