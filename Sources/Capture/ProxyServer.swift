import Foundation
import Synchronization

/// Listens for clients and serves each on a thread of its own.
package final class ProxyServer: Sendable {
  package let port: UInt16
  private let listening: Int32
  private let options: ProxyOptions
  private let writer: CaptureWriter
  private let memory: CaptureMemory
  /// A pipe that becomes readable when the server is to end.
  private let stop: (reading: Int32, writing: Int32)
  private let open = Atomic(0)
  private let isEnding = Atomic(false)

  package init(
    _ place: HostPort, _ options: ProxyOptions, _ writer: CaptureWriter
  ) throws(CaptureFailure) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw CaptureFailure("no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    stop = (ends[0], ends[1])
    listening = try Socket.listen(place)
    port = Socket.port(listening)
    self.options = options
    self.writer = writer
    memory = CaptureMemory(most: options.memoryBytes)
  }

  /// Begins to serve.
  package func start() {
    Thread.detachNewThread { [self] in accept() }
  }

  private func accept() {
    while true {
      let isFull = open.load(ordering: .relaxed) >= options.connections
      let events = Socket.wait(
        [(isFull ? -1 : listening, Int16(POLLIN)), (stop.reading, Int16(POLLIN))],
        milliseconds: isFull ? 20 : -1)
      if events[1] != 0 {
        close(listening)
        return
      }
      guard events[0] != 0 else { continue }
      guard let client = Socket.accept(listening) else {
        // Without a descriptor left, asking again at once would help nobody.
        usleep(10_000)
        continue
      }
      open.add(1, ordering: .relaxed)
      Thread.detachNewThread { [self] in
        ProxyConnection(client, options, writer, memory, stop: stop.reading).serve()
        open.subtract(1, ordering: .relaxed)
      }
    }
  }

  /// Takes no more clients, lets answers on their way arrive, and writes what was captured.
  package func end() async {
    guard !isEnding.exchange(true, ordering: .relaxed) else { return }
    close(stop.writing)
    shutdown(listening, Int32(SHUT_RDWR))
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(options.grace)
    while open.load(ordering: .relaxed) > 0, clock.now < deadline {
      try? await Task.sleep(for: .milliseconds(10))
    }
    await writer.finish()
  }
}
