import Foundation
import Synchronization

@testable import Capture

/// One side of a connection, as a test drives it.
final class Wire: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Connects to a port of this machine.
  convenience init(port: UInt16) throws {
    let place = HostPort(host: "127.0.0.1", port: port)
    self.init(try Socket.connect(place, within: 10))
  }

  deinit { close(descriptor) }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// - Parameter parts: bytes a write, so that they come in cut.
  func send(_ bytes: [UInt8], parts: Int = .max) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = min(parts, rest.count)
      guard let sent = Socket.write(rest.prefix(count), to: descriptor) else { return }
      rest = rest.dropFirst(sent)
      if sent < count {
        _ = Socket.wait([(descriptor, Int16(POLLOUT))], milliseconds: 10_000)
      }
    }
  }

  /// Whatever comes next; empty at the end, or after 20 seconds of nothing.
  func receive() -> [UInt8] {
    while Socket.wait([(descriptor, Int16(POLLIN))], milliseconds: 20_000)[0] != 0 {
      switch Socket.read(descriptor) {
      case .bytes(let bytes): return bytes
      case .nothing: continue
      case .end, .failed: return []
      }
    }
    return []
  }

  /// All up to a number of bytes, or the end.
  func receive(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = receive()
      if more.isEmpty { return bytes }
      bytes += more
    }
    return bytes
  }

  /// A message with its content; nil where none comes whole.
  func message(_ role: MessageScanner.Role) -> (bytes: [UInt8], content: [UInt8])? {
    var scanner = MessageScanner(role)
    var (bytes, content): ([UInt8], [UInt8]) = ([], [])
    while true {
      let more = receive()
      if more.isEmpty {
        scanner.close()
        return scanner.state == .complete ? (bytes, content) : nil
      }
      _ = scanner.take(more[...], pass: { bytes += $0 }, content: { content += $0 })
      if scanner.state == .complete { return (bytes, content) }
    }
  }
}

/// A server that does with each connection what a test says.
final class Model: Sendable {
  let place: HostPort
  private let listening: Int32
  private let count = Mutex(0)

  init(_ serve: @escaping @Sendable (Wire) -> Void) throws {
    let listening = try Socket.listen(HostPort(host: "127.0.0.1", port: 0))
    self.listening = listening
    place = HostPort(host: "127.0.0.1", port: Socket.port(listening))
    Thread.detachNewThread { [weak self] in
      while true {
        _ = Socket.wait([(listening, Int16(POLLIN))], milliseconds: -1)
        guard let descriptor = Socket.accept(listening), let self else { return }
        self.count.withLock { $0 += 1 }
        Thread.detachNewThread { serve(Wire(descriptor)) }
      }
    }
  }

  /// Answers each request of a connection with what a text says, `{}` being its content.
  convenience init(answering answer: String) throws {
    try self.init { wire in
      while let request = wire.message(.request) {
        let content = String(decoding: request.content, as: UTF8.self)
        wire.send(answer.replacingOccurrences(of: "{}", with: content))
        if !answer.contains("ontent-Length"), !answer.contains("chunked") { return }
      }
    }
  }

  var connections: Int { count.withLock { $0 } }

  deinit {
    shutdown(listening, Int32(SHUT_RDWR))
    close(listening)
  }
}
