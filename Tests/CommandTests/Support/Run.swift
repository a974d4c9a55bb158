import Foundation
import Synchronization
import Testing

@testable import tidemark

/// A command run in this process, with all that it wrote.
struct Run {
  let status: Int32
  let output: String
  let error: String

  private final class Transcript: Sendable {
    let text = Mutex("")
    func add(_ more: String) { text.withLock { $0 += more } }
    var all: String { text.withLock { $0 } }
  }

  init(_ arguments: String...) async { await self.init(arguments) }

  init(_ arguments: [String]) async {
    let (output, error) = (Transcript(), Transcript())
    status = await Tidemark.run(
      arguments, console: Console(output: output.add, error: error.add))
    self.output = output.all
    self.error = error.all
  }

  /// Expects a status and parts of what was said on either stream.
  @discardableResult
  func expect(
    _ status: Int32, says parts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) -> Run {
    #expect(
      self.status == status, "said: \(output)\(error)", sourceLocation: sourceLocation)
    for part in parts where !(output + error).contains(part) {
      Issue.record("lacks “\(part)”: \(output)\(error)", sourceLocation: sourceLocation)
    }
    return self
  }

  /// The output as JSON.
  func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any],
      sourceLocation: sourceLocation)
  }

  /// The verdicts of `check --format json` by rule.
  func verdicts() throws -> [String: Verdict] {
    let windows = try #require(try json()["windows"] as? [[String: Any]])
    let all = try #require(windows.first?["verdicts"] as? [[String: Any]])
    return Dictionary(
      all.map { ($0["rule"] as? String ?? "", Verdict($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  struct Verdict: Equatable, CustomStringConvertible {
    let state: String
    let reason: String?
    let firing: Bool
    let mode: String

    init(_ json: [String: Any]) {
      state = json["verdict"] as? String ?? ""
      reason = json["unknown"] as? String
      firing = json["firing"] as? Bool ?? false
      mode = json["mode"] as? String ?? ""
    }

    /// `violated`, `unknown(no data)`, with ` fires` where it does.
    var description: String { state + (reason.map { "(\($0))" } ?? "") + (firing ? " fires" : "") }
  }
}
