import Crypto
import Foundation

/// Signs requests as Standard Webhooks 1.0 says: HMAC-SHA256 over `id.timestamp.body`.
///
/// Source: https://www.standardwebhooks.com, "Symmetric signatures".
struct WebhookSignature {
  private let key: SymmetricKey

  /// - Parameter secret: base64, with or without `whsec_` before it; nil where it is not.
  init?(secret: String) {
    let prefix = "whsec_"
    let text = secret.hasPrefix(prefix) ? String(secret.dropFirst(prefix.count)) : secret
    guard let bytes = Data(base64Encoded: text), !bytes.isEmpty else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// The value of the header `webhook-signature`.
  func sign(id: String, timestamp: Int, body: [UInt8]) -> String {
    var code = HMAC<SHA256>(key: key)
    code.update(data: Data("\(id).\(timestamp).".utf8))
    code.update(data: Data(body))
    return "v1," + Data(code.finalize()).base64EncodedString()
  }
}
