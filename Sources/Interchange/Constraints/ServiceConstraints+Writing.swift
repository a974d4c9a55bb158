import Engine

extension ServiceConstraints {
  /// The document in the service's shape.
  package var json: JSON {
    .object([
      "version": .number(version),
      "features": .array(features.map(\.json)),
      "monitoring_config": monitoring?.json,
    ])
  }
}

extension ServiceConstraints.Feature {
  package var json: JSON {
    .object([
      "name": .string(name), "inferred_type": inferredType.map { .string($0.rawValue) },
      "completeness": completeness.map { .number($0) },
      "num_constraints": isNonNegative.map { .object(["is_non_negative": .boolean($0)]) },
      "string_constraints": domains.map { .object(["domains": .array($0.map(JSON.string))]) },
      "monitoringConfigOverrides": overrides?.json,
    ])
  }
}
