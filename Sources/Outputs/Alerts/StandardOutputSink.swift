import Engine

/// Prints messages.
package struct StandardOutputSink: Sink {
  private let write: @Sendable (String) -> Bool

  /// - Parameter write: prints a text and says whether that worked.
  package init(write: @escaping @Sendable (String) -> Bool) { self.write = write }

  package func send(_ body: [UInt8], id: String) async -> SinkReply {
    write(String(decoding: body, as: UTF8.self) + "\n")
      ? .done : .giveUp(reason: "could not be written: is the disk full?")
  }
}
