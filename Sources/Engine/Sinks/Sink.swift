/// A place that takes alerts.
///
/// A sink is dumb: it tries once and says how that went. What is sent together, what is kept, when
/// it is tried again and under which id is decided before it, the same for all kinds.
package protocol Sink: Sendable {
  /// Sends a message once, in bounded time.
  ///
  /// - Parameters:
  ///   - body: the message, in the format of the sink.
  ///   - id: the same for every repeat of the message: the receiver's idempotency key.
  func send(_ body: [UInt8], id: String) async -> SinkReply
}

/// How an attempt to send went. Reasons are for people and hold no secret.
package enum SinkReply: Sendable, Equatable {
  /// The receiver has it.
  case done
  /// It may work later; the receiver may have asked for a wait.
  case retry(afterSeconds: Double?, reason: String)
  /// A repeat would end the same way until somebody changes something.
  case giveUp(reason: String)
}
