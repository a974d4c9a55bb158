/// A host and a port, as the command line gives them.
package struct HostPort: Sendable, Equatable, CustomStringConvertible {
  package let host: String
  package let port: UInt16

  package init(host: String, port: UInt16) { (self.host, self.port) = (host, port) }

  /// Reads `127.0.0.1:8080`, `[::1]:8080` and `model:8080`.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
    else { return nil }
    self.init(host: String(host), port: port)
  }

  /// Reads `http://HOST[:PORT]`, or the same of another scheme, and nothing after it but a slash.
  package init?(url: String, scheme: String = "http", port: UInt16 = 80) {
    guard url.lowercased().hasPrefix(scheme + "://") else { return nil }
    var place = url.dropFirst(scheme.count + 3)
    if place.hasSuffix("/") { place = place.dropLast() }
    let afterBrackets = place.lastIndex(of: "]").map { place[$0...] } ?? place
    self.init(afterBrackets.contains(":") ? String(place) : place + ":\(port)")
  }

  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
