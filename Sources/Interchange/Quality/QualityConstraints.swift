import Engine

/// `constraints.json` of Amazon SageMaker Model Monitor's model-quality jobs: the thresholds that a
/// model's metrics must keep to.
package struct QualityConstraints: Sendable {
  package var version: Double
  package var kind: ModelTask.Kind
  /// In the order of the file.
  package var constraints: [Constraint]
  /// What of the file could not be used.
  package var remarks: [Remark] = []

  package struct Constraint: Sendable, Equatable {
    /// The metric's name in the service's files.
    package let metric: String
    package let threshold: Double
    package let comparison: Comparison

    package init(_ metric: String, _ comparison: Comparison, _ threshold: Double) {
      self.metric = metric
      self.threshold = threshold
      self.comparison = comparison
    }
  }

  /// When a constraint is violated.
  package enum Comparison: String, Sendable, CaseIterable {
    case greater = "GreaterThanThreshold"
    case less = "LessThanThreshold"

    /// As a rule writes it.
    package var sign: String { self == .greater ? ">" : "<" }

    package init?(sign: String) {
      guard let found = Comparison.allCases.first(where: { $0.sign == sign }) else { return nil }
      self = found
    }

    /// Whether no value of a range, or every one, violates.
    func isSettled(_ range: ClosedRange<Double>, by threshold: Double) -> Bool? {
      if threshold.isInfinite { return (self == .less) == (threshold > 0) }
      switch self {
      case .greater:
        if range.upperBound <= threshold { return false }
        return range.lowerBound > threshold ? true : nil
      case .less:
        if range.lowerBound >= threshold { return false }
        return range.upperBound < threshold ? true : nil
      }
    }
  }

  package init(kind: ModelTask.Kind, _ constraints: [Constraint], version: Double = 0) {
    self.version = version
    self.kind = kind
    self.constraints = constraints
  }

  /// What the service would suggest: no metric worse than it is.
  package init(_ statistics: QualityStatistics) {
    self.init(
      kind: statistics.kind,
      statistics.kind.serviceMetrics.filter(\.isConstrained).compactMap { metric in
        guard let (value, _) = statistics[metric.name], !value.isNaN else { return nil }
        return Constraint(metric.name, metric.comparison, value)
      })
  }
}
