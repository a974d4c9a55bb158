/// What a model predicts, and which columns hold prediction and truth.
package struct ModelTask: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case regression, binary, multiclass, ranking

    /// The columns that it must name, and those that it may.
    package var roles: (wanted: [Role], optional: [Role]) {
      switch self {
      case .regression, .multiclass: ([.prediction, .label], [])
      case .binary: ([.label], [.prediction, .probability])
      case .ranking: ([.score, .relevance, .query], [])
      }
    }
  }

  package enum Role: String, Sendable, CaseIterable {
    case prediction, probability, label, score, relevance, query
  }

  package let kind: Kind
  package let roles: [Role: RowExpression]
  /// The labels and predictions that count as positive, where the task is binary.
  package let positive: ValueSet?
  /// The least probability that is a positive prediction, where no column holds predictions.
  package let threshold: Double

  package init(
    _ kind: Kind, _ roles: [Role: RowExpression], positive: ValueSet? = nil, threshold: Double = 0.5
  ) {
    self.kind = kind
    self.roles = roles
    self.positive = positive
    self.threshold = threshold
  }

  /// Plain columns that it names, in order of their roles.
  package var columns: [String] {
    Role.allCases.flatMap { roles[$0]?.columns ?? [] }
  }
}
