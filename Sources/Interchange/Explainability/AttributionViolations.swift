import Engine

/// `constraint_violations.json` of Amazon SageMaker Model Monitor's explainability jobs.
package struct AttributionViolations: Sendable {
  package struct Violation: Sendable, Equatable {
    package let label: String
    package let description: String
  }

  package let violations: [Violation]

  /// What of the verdicts fires, is violated and compares `attribution_ndcg`; the service checks
  /// nothing else.
  package static func make(verdicts: [Verdict], label: String = "label0") -> AttributionViolations {
    AttributionViolations(
      violations: verdicts.compactMap { verdict in
        guard verdict.firing, verdict.state == .violated, let decision = verdict.decision,
          decision.call?.signature.name == "attribution_ndcg", let value = decision.value.number,
          let limit = decision.limitNumber
        else { return nil }
        // The service says "exceeds" here, which is the wrong way round.
        return Violation(
          label: label,
          description: "Feature attribution drift \(ServiceText.number(value)) is below threshold "
            + ServiceText.number(limit))
      })
  }

  /// The document in the service's shape.
  package var json: JSON {
    .object([
      "version": .string("1.0"),
      "violations": .array(
        violations.map {
          .object([
            "label": .string($0.label), "metric_name": .string("shap"),
            "constraint_check_type": .string("feature_attribution_drift_check"),
            "description": .string($0.description),
          ])
        }),
    ])
  }
}
