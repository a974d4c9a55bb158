import Foundation

/// The signals that ask a program to end, SIGINT and SIGTERM, waited for instead of obeyed.
final class EndSignals {
  private let sources: [any DispatchSourceSignal]
  private let stream: AsyncStream<Int32>

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    self.stream = stream
    sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield(number) }
      source.resume()
      return source
    }
  }

  /// The next of them.
  func next() async -> Int32 {
    for await number in stream { return number }
    return SIGTERM
  }
}
