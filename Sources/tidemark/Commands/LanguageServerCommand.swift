import ArgumentParser
import Foundation
import Language
import LanguageServer
import Metrics
import Store

struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract:
      "Editor support: a server of the language server protocol on standard input and output.",
    discussion: """
      tidemark lsp

      Editors start it; examples/editors says how. It finds mistakes while you type, explains names \
      with their values in the baseline, completes, formats and mends.
      """)

  @Flag(help: "Does nothing: standard input and output are all there is. Some editors add it.")
  var stdio = false

  /// Milliseconds without input after which what was typed is checked.
  private static let pause: Int32 = 30
  /// Milliseconds without input after which the baselines' files are looked at.
  private static let idle: Int32 = 2_000
  /// Reads without a pause after which what was typed is checked nevertheless.
  private static let patience = 16

  func run() throws {
    var session = EditorSession(
      catalogue: .standard, version: Tidemark.version, files: .system,
      send: { Console.printExactly($0) })
    var reads = 0
    while session.exitStatus == nil {
      switch StandardInput.next(within: session.isUnsettled ? Self.pause : Self.idle) {
      case .bytes(let bytes):
        session.receive(bytes)
        reads += 1
        if reads >= Self.patience { (reads, _) = (0, session.settle()) }
      case .nothing:
        session.refresh()
        session.settle()
        reads = 0
      case .end: throw ExitCode(session.statusAtEnd)
      }
    }
    throw ExitCode(session.statusAtEnd)
  }
}

extension ServerFiles {
  /// The files of this machine.
  static var system: ServerFiles {
    ServerFiles(
      read: { path in try? Files.read(path, "file") },
      stamp: { path in
        guard Files.isFolder(path) else { return Files.stamp(path) }
        let files = [BaselineDirectory.states, BaselineDirectory.statistics]
        return files.map { Files.stamp(path + "/" + $0) ?? "none" }.joined(separator: ", ")
      },
      baseline: { path in (try? Baseline.stored(path))?.gathered },
      now: { RunRecord.now },
      loader: { path in
        if let folder = try? RuleFolder(of: path, root: nil) { folder } else { NoFiles() }
      },
      list: { folder, limit in Files.ruleFiles(below: folder, atMost: limit) })
  }
}
