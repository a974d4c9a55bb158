/// `Name: value`, as a rule file or a secret gives it for the requests of a webhook.
package enum WebhookHeader {
  package enum Outcome: Equatable {
    case valid(name: String)
    case invalid(String)
  }

  /// Headers that the program writes itself, or that say how the request is framed.
  private static let reserved: Set = [
    "content-type", "content-length", "transfer-encoding", "connection", "host", "expect",
    "webhook-id", "webhook-timestamp", "webhook-signature", "idempotency-key",
  ]

  /// Holds a header against RFC 9110: a token, a colon, visible characters.
  package static func check(_ text: String) -> Outcome {
    let name = text.prefix { $0 != ":" }
    let value = text.dropFirst(name.count + 1)
    let isToken = name.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
    }
    guard !name.isEmpty, isToken, name.count < text.count,
      value.contains(where: { !$0.isWhitespace }),
      value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
    else { return .invalid("a header is written \"Name: value\", on one line") }
    guard !reserved.contains(name.lowercased()) else {
      return .invalid("the header `\(name)` is written by the program itself")
    }
    return .valid(name: String(name))
  }
}
