import Foundation
import Synchronization

/// A web server of this process that does with each request what a script says.
final class Receiver: Sendable {
  struct Request: Sendable {
    let line: String
    /// By lower-case names.
    let headers: [String: String]
    let body: [UInt8]

    func json() throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
    }
  }

  enum Reply: Sendable {
    case status(Int, headers: [String: String] = [:])
    /// Never answers, until the receiver is gone.
    case hang
    /// Closes without a word.
    case close
    /// Closes after some bytes.
    case cut(String)
    /// Sends a body without an end.
    case endless(Int)
  }

  let port: UInt16
  private let descriptor: Int32
  private let script: @Sendable (_ number: Int, Request) -> Reply
  private let seen = Mutex<[Request]>([])
  private let open = Mutex<[Int32]>([])

  /// - Parameter script: what to do with each request, the first being 0.
  init(_ script: @escaping @Sendable (_ number: Int, Request) -> Reply) throws {
    self.script = script
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let listening = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        unsafe bind(listening, generic, length) == 0 && listen(listening, 64) == 0
          && getsockname(listening, generic, &length) == 0
      }
    }
    guard listening >= 0, isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    descriptor = listening
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listening, nil, nil)
        guard connection >= 0, let self else { return }
        // A program that a test starts meanwhile must not keep it open.
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        self.open.withLock { $0.append(connection) }
        Thread.detachNewThread { [weak self] in self?.serve(connection) }
      }
    }
  }

  /// Answers requests one after another with these, the last one for all that follow.
  convenience init(_ replies: Reply...) throws {
    try self.init { number, _ in replies[min(number, replies.count - 1)] }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
    open.withLock { for connection in $0 { close(connection) } }
  }

  var url: String { "http://127.0.0.1:\(port)/hook?name=value" }
  var requests: [Request] { seen.withLock { $0 } }

  /// How often each message was sent.
  var counts: [String: Int] {
    Dictionary(requests.map { ($0.headers["webhook-id"] ?? "", 1) }, uniquingKeysWith: +)
  }

  private func serve(_ connection: Int32) {
    guard let request = read(connection) else { return finish(connection) }
    let number = seen.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    switch script(number, request) {
    case .status(let status, let headers):
      let lines = headers.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
      send(
        "HTTP/1.1 \(status) X\r\n\(lines)Content-Length: 0\r\nConnection: close\r\n\r\n", connection
      )
    case .hang: return
    case .close: break
    case .cut(let text): send(text, connection)
    case .endless(let status):
      send("HTTP/1.1 \(status) X\r\n\r\n", connection)
      while send(String(repeating: "x", count: 4_096), connection) {}
    }
    finish(connection)
  }

  private func finish(_ connection: Int32) {
    open.withLock { connections in
      if let index = connections.firstIndex(of: connection) {
        connections.remove(at: index)
        close(connection)
      }
    }
  }

  @discardableResult
  private func send(_ text: String, _ connection: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes[sent...].withUnsafeBytes {
        unsafe Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// A request with all of its body; nil where the other side goes away before.
  private func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      if let request = Receiver.request(bytes) { return request }
      let count = unsafe recv(connection, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      bytes += chunk[..<count]
    }
  }

  private static func request(_ bytes: [UInt8]) -> Request? {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
        .trimmingCharacters(in: .whitespaces)
    }
    let body = bytes[end.upperBound...]
    guard body.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
    return Request(line: lines[0], headers: headers, body: Array(body))
  }
}
