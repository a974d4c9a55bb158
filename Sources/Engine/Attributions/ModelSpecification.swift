import Language

/// How a monitor's model is asked, as the rule file declares it. It holds no secret, only where to find
/// them.
package struct ModelSpecification: Sendable {
  package enum Kind: Sendable {
    /// A program and its arguments, in the rule file's folder.
    case command([String], folder: String)
    case http(url: SecretText, headers: [SecretText])
  }

  /// How records are written, and answers read.
  package enum Content: String, Sendable, CaseIterable {
    case csv = "text/csv"
    case jsonLines = "application/jsonlines"
    /// `{"instances": [[…], …]}` and `{"predictions": […]}`
    case json = "application/json"
  }

  package let kind: Kind
  package let content: Content
  /// How long it may go without an answer.
  package let timeoutSeconds: Double
  /// Records of one question at most.
  package let batch: Int
  /// Questions under way at once, at most.
  package let inFlight: Int
  package let span: SourceSpan

  package static let defaultTimeout = 60.0
  package static let defaultBatch = 500
  package static let defaultInFlight = 4
}
