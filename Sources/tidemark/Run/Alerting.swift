import Engine
import Foundation
import Outputs

/// Tells the sinks of rules what fires.
struct Alerting {
  private let sinks: [SinkSpecification]
  private let options: AlertOptions
  private let folder: String
  /// Whether standard output is the report's alone.
  private let spares: Bool
  /// Whether only the hashes of the data tell the alerts of some sink from those of other data.
  let wantsHashes: Bool

  /// - Parameters:
  ///   - rulesFolder: where alerts are kept unless `--state` says otherwise.
  ///   - sparesOutput: a program reads standard output, and an alert there would spoil what it reads.
  init(
    _ rulesets: [Ruleset], _ options: AlertOptions, rulesFolder: String, sparesOutput: Bool
  ) throws {
    self.options = options
    folder = options.state ?? (rulesFolder == "." ? "" : rulesFolder + "/") + ".tidemark"
    spares = sparesOutput
    sinks = options.alerts == .on ? rulesets.flatMap(\.sinks) : []
    wantsHashes =
      !sinks.isEmpty
      && rulesets.contains { ruleset in
        if case .time = ruleset.windows { false } else { true }
      }
    var known: Set<String> = []
    for sink in sinks where !known.insert("\(sink.monitor) \(sink.name)").inserted {
      throw CommandFailure.arguments(
        "two rule files are of the monitor `\(sink.monitor)` and declare a sink `\(sink.name)`: give their monitors names of their own (`monitor NAME { }`), or check them one by one"
      )
    }
  }

  /// Delivers the alerts of a report, after those that were kept before.
  ///
  /// - Parameter data: the hashes of the data.
  /// - Returns: nil where there is nothing to tell and nobody to tell it.
  func deliver(_ report: CheckReport, data: [String]) async -> AlertDelivery.Outcome? {
    guard !sinks.isEmpty else { return nil }
    let outbox = Outbox(folder: folder)
    let entries = AlertGrouping(report, data: data.joined(separator: " ")).entries
    guard !entries.isEmpty || !outbox.isEmpty else { return nil }
    let outcome = await AlertDelivery(sinks.map(route), outbox: outbox).deliver(entries)
    for problem in outcome.problems { Console.error("error: alerts: \(problem)") }
    for remark in outcome.remarks { Console.error("warning: alerts: \(remark)") }
    return outcome
  }

  private func route(_ sink: SinkSpecification) -> AlertDelivery.Route {
    switch sink.kind {
    case .standardOutput:
      let write: @Sendable (String) -> Void =
        spares ? Console.current.error : Console.current.output
      let isDelivered = Console.current.isDelivered
      return AlertDelivery.Route(
        sink,
        StandardOutputSink { text in
          write(text)
          return isDelivered()
        }, shown: "\(sink.name) (standard output)")
    case .file(let options):
      return AlertDelivery.Route(
        sink, FileSink(options), shown: "\(sink.name) (file \(options.path))")
    case .webhook(let webhook):
      return AlertDelivery.Route(
        sink,
        WebhookSink(
          webhook, agent: "tidemark/\(Tidemark.version)",
          allowsPrivateAddresses: options.allowPrivateAddresses, secrets: Alerting.read,
          now: { Int(Date().timeIntervalSince1970) }),
        shown: "\(sink.name) (webhook \(Alerting.shown(webhook.url)))")
    case .command(let command):
      let say = Console.current.error
      return AlertDelivery.Route(
        sink,
        CommandSink(
          command, ledger: CommandLedger(folder: folder, monitor: sink.monitor, sink: sink.name),
          variable: { ProcessInfo.processInfo.environment[$0] },
          say: { say("\(sink.name): \($0)\n") }),
        shown: "\(sink.name) (command \(command.arguments.first ?? ""))")
    }
  }

  /// Of an address its host alone; of a secret one where it is found.
  private static func shown(_ url: SecretText) -> String {
    switch url {
    case .text(let text): WebhookAddress(text)?.shown ?? "of no address"
    case .environment(let name): "of \(name)"
    case .file(let path): "of \(path)"
    }
  }

  @Sendable static func read(_ secret: SecretText) throws(SecretFailure) -> String {
    let found: String
    switch secret {
    case .text(let text): return text
    case .environment(let name):
      guard let value = ProcessInfo.processInfo.environment[name] else {
        throw SecretFailure("\(name) is not set in the environment")
      }
      found = value
    case .file(let path):
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw SecretFailure("\(path) can't be read: is it there, and may this user read it?")
      }
      found = String(decoding: bytes, as: UTF8.self)
    }
    let trimmed = found.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty else {
      throw SecretFailure("what it needs is empty in \(secret.place)")
    }
    return trimmed
  }
}

extension SecretText {
  fileprivate var place: String {
    switch self {
    case .text: "the rules"
    case .environment(let name): name
    case .file(let path): path
    }
  }
}

extension AlertDelivery.Outcome {
  /// For `run.json`.
  var json: JSON { .object(["sent": .integer(sent), "kept": .integer(kept)]) }
}
