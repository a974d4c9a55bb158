import Engine

/// What is sent at once: the rules of a monitor that fire in a window, worst first.
package struct AlertMessage: Sendable, Equatable {
  /// The same for every repeat of the same alerts: the receiver's idempotency key.
  package let id: String
  /// Stable fields: `type`, `id`, `monitor`, `severity`, `window`, `alerts`.
  package let content: JSON

  package init(id: String, content: JSON) {
    self.id = id
    self.content = content
  }
}

extension JSON {
  /// The value of a key, where this is an object that has it.
  func member(_ key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var text: String? { if case .string(let value) = self { value } else { nil } }
  var elements: [JSON] { if case .array(let values) = self { values } else { [] } }
}
