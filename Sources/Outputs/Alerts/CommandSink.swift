import Dispatch
import Engine
import JSONText

/// Runs a command for each incident, with the message on its standard input.
///
/// An incident is an alert of a severity: a message runs the command where some alert of it is new,
/// so that checking the same data again does not, and what became worse does.
package struct CommandSink: Sink {
  private let options: SinkSpecification.CommandOptions
  private let ledger: CommandLedger
  private let variable: @Sendable (String) -> String?
  private let say: @Sendable (String) -> Void

  /// - Parameters:
  ///   - variable: a variable of this program's environment.
  ///   - say: takes a line that the command wrote, safe to print.
  package init(
    _ options: SinkSpecification.CommandOptions, ledger: CommandLedger,
    variable: @escaping @Sendable (String) -> String?, say: @escaping @Sendable (String) -> Void
  ) {
    self.options = options
    self.ledger = ledger
    self.variable = variable
    self.say = say
  }

  package func send(_ body: [UInt8], id: String) async -> SinkReply {
    // The call blocks, which the threads of tasks must not.
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: run(body, id)) }
    }
  }

  private func run(_ body: [UInt8], _ id: String) -> SinkReply {
    do throws(FileFailure) {
      guard let claim = try ledger.claim() else {
        return .retry(afterSeconds: nil, reason: "another run has it at work")
      }
      defer { claim.release() }
      let incidents = CommandSink.incidents(body, id)
      let new = try ledger.new(among: incidents)
      guard !new.isEmpty else { return .done }
      if let failure = call(body, id) { return failure }
      do throws(FileFailure) {
        try ledger.add(new)
      } catch {
        say("\(error): it may be run again for the same alerts")
      }
      return .done
    } catch {
      return .retry(afterSeconds: nil, reason: error.description)
    }
  }

  /// Nil where the command says that all is well.
  private func call(_ body: [UInt8], _ id: String) -> SinkReply? {
    let call = CommandCall(
      arguments: options.arguments, folder: options.folder, environment: environment(id),
      input: body + [UInt8(ascii: "\n")], timeoutSeconds: options.timeoutSeconds, say: say)
    let outcome = call.perform()
    guard let problem = outcome.problem else { return nil }
    if case .notStarted = outcome { return .giveUp(reason: problem) }
    return .retry(afterSeconds: nil, reason: problem)
  }

  /// What any program needs to run, and never what holds secrets by custom.
  private static let everywhere = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR",
  ]

  private func environment(_ id: String) -> [String] {
    let names = CommandSink.everywhere + options.environment
    return names.compactMap { name in variable(name).map { "\(name)=\($0)" } }
      + ["TIDEMARK_ALERT_ID=\(id)"]
  }

  /// `alert_… warning` for each alert of a message.
  static func incidents(_ body: [UInt8], _ id: String) -> [String] {
    let alerts = (try? JSON(parsing: body))?.member("alerts")?.elements ?? []
    let found = alerts.compactMap { alert in
      alert.member("id")?.text.map { "\($0) \(alert.member("severity")?.text ?? "")" }
    }
    return found.isEmpty ? [id] : found
  }
}
