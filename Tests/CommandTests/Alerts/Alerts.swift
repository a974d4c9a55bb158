import Engine
import Foundation

@testable import Outputs

/// Makings of alerts for tests.
enum Alerts {
  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  static func message(_ id: String) -> AlertMessage {
    AlertMessage(
      id: id,
      content: .object([
        "type": .string("tidemark.alert"), "id": .string(id), "monitor": .string("m"),
        "severity": .string("warning"), "value": .number(0.1), "many": .integer(1 << 60),
        "window": .object(["start": .null, "end": .null, "records": .integer(3)]),
        "alerts": .array([
          .object(["rule": .string("r"), "message": .string("ünïcode \u{1}\n\"quoted\"")])
        ]),
      ]))
  }

  static func entry(_ id: String, sink: String = "pager") -> OutboxEntry {
    OutboxEntry(monitor: "m", sink: sink, message: message(id))
  }

  static func webhook(
    _ url: String, secret: SecretText? = .environment("SECRET"), headers: [SecretText] = [],
    timeout: Double = 60, retries: Int = 5, template: SinkSpecification.Template = .json
  ) -> SinkSpecification.WebhookOptions {
    SinkSpecification.WebhookOptions(
      url: .text(url), secret: secret, template: template, headers: headers,
      timeoutSeconds: timeout, retries: retries)
  }

  static func sink(
    _ options: SinkSpecification.WebhookOptions, allowsPrivate: Bool = true,
    environment: [String: String] = ["SECRET": secret]
  ) -> WebhookSink {
    WebhookSink(
      options, agent: "tidemark/test", allowsPrivateAddresses: allowsPrivate,
      secrets: { secret throws(SecretFailure) in
        switch secret {
        case .text(let text): return text
        case .environment(let name), .file(let name):
          guard let value = environment[name] else { throw SecretFailure("\(name) is not set") }
          return value
        }
      }, now: { 1_800_000_000 })
  }

  static func route(
    _ options: SinkSpecification.WebhookOptions, name: String = "pager",
    allowsPrivate: Bool = true
  ) -> AlertDelivery.Route {
    AlertDelivery.Route(
      SinkSpecification(name: name, monitor: "m", atLeast: .info, kind: .webhook(options)),
      sink(options, allowsPrivate: allowsPrivate), shown: name)
  }
}
