import Dispatch
import Engine

/// Posts messages to a URL, signed as Standard Webhooks says.
package struct WebhookSink: Sink {
  /// Reads what a secret stands for, at the moment of sending; the error says where it should be.
  package typealias Secrets = @Sendable (SecretText) throws(SecretFailure) -> String

  private let options: SinkSpecification.WebhookOptions
  private let agent: String
  private let allowsPrivateAddresses: Bool
  private let secrets: Secrets
  /// Seconds since 1970-01-01T00:00:00Z.
  private let now: @Sendable () -> Int

  package init(
    _ options: SinkSpecification.WebhookOptions, agent: String, allowsPrivateAddresses: Bool,
    secrets: @escaping Secrets, now: @escaping @Sendable () -> Int
  ) {
    self.options = options
    self.agent = agent
    self.allowsPrivateAddresses = allowsPrivateAddresses
    self.secrets = secrets
    self.now = now
  }

  package func send(_ body: [UInt8], id: String) async -> SinkReply {
    let transfer: WebhookTransfer
    do throws(SecretFailure) {
      transfer = try request(body, id)
    } catch {
      return .giveUp(reason: error.description)
    }
    // The call blocks, which the threads of tasks must not.
    let answer = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: transfer.perform()) }
    }
    return WebhookSink.reply(answer)
  }

  private func request(_ body: [UInt8], _ id: String) throws(SecretFailure) -> WebhookTransfer {
    let url = try secrets(options.url)
    guard WebhookAddress(url) != nil else {
      throw SecretFailure("its url is not an http or https address")
    }
    let timestamp = now()
    var headers = [
      "Content-Type: application/json", "User-Agent: \(agent)", "Expect:",
      "webhook-id: \(id)", "webhook-timestamp: \(timestamp)", "Idempotency-Key: \(id)",
    ]
    if let secret = options.secret {
      guard let signature = WebhookSignature(secret: try secrets(secret)) else {
        throw SecretFailure("its secret is not `whsec_` and base64, as Standard Webhooks has them")
      }
      let signed = signature.sign(id: id, timestamp: timestamp, body: body)
      headers.append("webhook-signature: \(signed)")
    }
    for header in options.headers {
      let text = try secrets(header)
      guard case .valid = WebhookHeader.check(text) else {
        throw SecretFailure("one of its headers is not `Name: value` on one line")
      }
      headers.append(text)
    }
    return WebhookTransfer(
      url: url, headers: headers, body: body, timeoutSeconds: options.timeoutSeconds,
      allowsPrivateAddresses: allowsPrivateAddresses)
  }

  /// What an answer means for the message.
  static func reply(_ answer: WebhookTransfer.Answer) -> SinkReply {
    switch answer.failure {
    case .privateAddress:
      return .giveUp(
        reason: "its address is private or of this machine: --allow-private-addresses allows that")
    case .lasting(let why): return .giveUp(reason: why)
    case .passing(let why): return .retry(afterSeconds: nil, reason: why)
    case nil: break
    }
    let reason = "answered \(answer.status)"
    switch answer.status {
    case 200..<300: return .done
    case 300..<400: return .giveUp(reason: reason + "; redirects are not followed: mend its url")
    case 410: return .giveUp(reason: reason + ": it is gone for good, mend or remove the sink")
    case 401, 403: return .giveUp(reason: reason + ": check its secret and headers")
    case 408, 425, 429, 500...: return .retry(afterSeconds: answer.retryAfter, reason: reason)
    default: return .giveUp(reason: reason)
    }
  }
}
