/// The parts of a webhook's URL that may be shown, and that checks look at.
///
/// Stricter than URLs are in general (RFC 3986): what is not plainly `http` or `https` with a host
/// is no address at all, so that no reading of it can differ from the one that connects.
package struct WebhookAddress: Sendable, Equatable {
  package let isSecure: Bool
  /// With brackets, where it is an IPv6 address; without user and password.
  package let host: String
  /// User or password stand in it, or a parameter whose name speaks of a secret.
  package let holdsSecret: Bool

  package init?(_ url: String) {
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
      let mark = url.firstRange(of: "://")
    else { return nil }
    switch url[..<mark.lowerBound].lowercased() {
    case "https": isSecure = true
    case "http": isSecure = false
    default: return nil
    }
    let rest = url[mark.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    let user = authority.lastIndex(of: "@")
    let place = user.map { authority[authority.index(after: $0)...] } ?? authority
    let host = place.hasPrefix("[") ? place.prefix { $0 != "]" } + "]" : place.prefix { $0 != ":" }
    let port = place.dropFirst(host.count)
    guard host.contains(where: { $0 != "[" && $0 != "]" }), place.count >= host.count,
      host.allSatisfy({ $0.isLetter || $0.isNumber || "-._~[]:".contains($0) }),
      port.isEmpty || (port.first == ":" && UInt16(port.dropFirst()) != nil)
    else { return nil }
    self.host = String(host).lowercased()
    let query = rest[authority.endIndex...].split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false
    ).dropFirst().joined()
    holdsSecret =
      user != nil
      || query.split(separator: "&").contains { pair in
        WebhookAddress.namesSecret(pair.prefix { $0 != "=" })
      }
  }

  /// This machine, as far as its spelling tells.
  package var isLocal: Bool {
    host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.") || host == "[::1]"
  }

  /// `https://hooks.example`: all of a URL that is ever printed.
  package var shown: String { (isSecure ? "https://" : "http://") + host }

  private static let secretNames = [
    "token", "key", "secret", "password", "passwd", "pwd", "signature", "sig", "credential", "auth",
    "cookie",
  ]

  /// Whether the name of a parameter or a header speaks of a secret.
  package static func namesSecret(_ name: some StringProtocol) -> Bool {
    let name = name.lowercased()
    return secretNames.contains { name.contains($0) }
  }
}
