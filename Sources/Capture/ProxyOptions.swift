/// What a proxy captures, and within which bounds.
package struct ProxyOptions: Sendable {
  package var upstream: HostPort
  /// Whether the model speaks TLS.
  package var isSecure = false
  /// A file of certificates to trust, in place of the system's.
  package var authorities: String?
  /// The share of requests that are captured, 0…1.
  package var sample: Double
  /// Targets whose requests are captured; all where there is none.
  package var paths: [String] = []
  /// Bytes of a request's or an answer's content beyond which it is not captured.
  package var bodyBytes = 6 << 20
  /// Bytes that captures hold in memory, all together.
  package var memoryBytes = 256 << 20
  package var connections = 512
  /// Seconds that answers on their way are given when the proxy ends.
  package var grace = 10.0

  package init(upstream: HostPort, sample: Double) {
    self.upstream = upstream
    self.sample = sample
  }

  /// Requests that bear it are of tidemark itself, such as those that explain a model: they are no
  /// traffic and are not captured.
  package static let ownCall = "X-Tidemark-Call"

  func isOfInterest(_ head: HTTPHead) -> Bool {
    guard head.start[0] == "POST" else { return false }
    let path = head.start[1].prefix { $0 != "?" }
    return paths.isEmpty || paths.contains(String(path))
  }
}
