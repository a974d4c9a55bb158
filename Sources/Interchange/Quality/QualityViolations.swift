import Engine

/// `constraint_violations.json` of Amazon SageMaker Model Monitor's model-quality jobs.
package struct QualityViolations: Sendable {
  package struct Violation: Sendable, Equatable {
    package let metric: String
    package let comparison: QualityConstraints.Comparison
    package let description: String
  }

  /// In the order of the rules.
  package let violations: [Violation]
  /// Firing verdicts that are none of the service's checks.
  package let leftOut: Int

  /// What of the verdicts fires and is violated; others are no violations.
  ///
  /// - Parameters:
  ///   - names: the service's name of each metric, by the key of its call.
  ///   - statistics: whose standard deviations the sentences tell.
  package static func make(
    verdicts: [Verdict], names: [String: String], statistics: QualityStatistics
  ) -> QualityViolations {
    var found: [Violation] = []
    var leftOut = 0
    for verdict in verdicts where verdict.firing && verdict.state == .violated {
      guard let decision = verdict.decision, let value = decision.value.number,
        let limit = decision.limitNumber, let call = decision.call, let name = names[call.key],
        let comparison = QualityConstraints.Comparison(violated: decision.operation, value, limit)
      else {
        leftOut += 1
        continue
      }
      found.append(
        Violation(
          metric: name, comparison: comparison,
          description: sentence(name, value, statistics[name]?.deviation, comparison, limit)))
    }
    return QualityViolations(violations: found, leftOut: leftOut)
  }

  /// The service's sentence, as real files have it; the part with a deviation is as its documentation
  /// shows it.
  private static func sentence(
    _ name: String, _ value: Double, _ deviation: Double?,
    _ comparison: QualityConstraints.Comparison, _ threshold: Double
  ) -> String {
    var observed = ServiceText.number(value)
    if let deviation, !deviation.isNaN { observed += " +/- " + ServiceText.number(deviation) }
    return "Metric \(name) with \(observed) was \(comparison.rawValue)"
      + " '\(ServiceText.number(threshold))'"
  }

  /// The document in the service's shape.
  package var json: JSON {
    .object([
      "violations": .array(
        violations.map {
          .object([
            "constraint_check_type": .string($0.comparison.rawValue),
            "description": .string($0.description), "metric_name": .string($0.metric),
          ])
        })
    ])
  }
}

extension QualityConstraints.Comparison {
  /// The side on which a violated value lies, whether the rule says what must hold or what must not.
  init?(violated operation: String, _ value: Double, _ limit: Double) {
    guard ["<", ">", "<=", ">="].contains(operation), value != limit else { return nil }
    self = value < limit ? .less : .greater
  }
}
