import Engine

/// A message on its way to a sink.
package struct OutboxEntry: Sendable, Equatable {
  /// What tells one from all others: the same message for the same sink is the same entry.
  package struct Key: Sendable, Hashable {
    package let monitor: String
    package let sink: String
    package let id: String
  }

  package let key: Key
  package let message: AlertMessage
  /// Why it was not delivered when it was tried last.
  package var problem: String?

  package init(monitor: String, sink: String, message: AlertMessage, problem: String? = nil) {
    key = Key(monitor: monitor, sink: sink, id: message.id)
    self.message = message
    self.problem = problem
  }
}
