import Engine

/// What came of the rules of an `analysis.json`: values as the service writes them, and its violations.
package struct BiasViolations: Sendable {
  package struct Violation: Sendable, Equatable {
    package let facet: String
    package let facetValue: String
    package let metric: BiasMetricName
    package let description: String
  }

  /// In the order of the file.
  package let violations: [Violation]
  /// The values of the window, in the form of the baseline.
  package let analysis: BiasAnalysis

  package static func make(verdicts: [Verdict], rules: BiasRules) -> BiasViolations {
    let byRule = Dictionary(
      verdicts.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    var violations: [Violation] = []
    var values: [String: BiasAnalysis.Metric] = [:]
    for entry in rules.entries {
      guard let verdict = byRule[entry.id] else { continue }
      let value = verdict.tree?.firstMetricValue
      var error: String?
      if case .unknown(let reason) = verdict.state { error = reason.rawValue }
      values[key(entry.facet, entry.facetValue, entry.metric)] = BiasAnalysis.Metric(
        entry.metric, value: value, error: error)
      guard verdict.firing, verdict.state == .violated, let value else { continue }
      // The sentence of real files; its older form in the documentation has no baseline.
      let description =
        "Metric value \(ServiceText.python(value)) doesn't meet the baseline constraint "
        + "requirement \(ServiceText.python(entry.value))"
      violations.append(
        Violation(
          facet: entry.facet, facetValue: entry.facetValue, metric: entry.metric,
          description: description))
    }
    return BiasViolations(
      violations: violations,
      analysis: rules.analysis.replacing { facet, kind in
        values[key(facet.column, facet.value, kind)]
      })
  }

  private static func key(_ facet: String, _ value: String, _ metric: BiasMetricName) -> String {
    "\(metric.rawValue)\n\(facet)\n\(value)"
  }

  /// The document in the service's shape.
  package var json: JSON {
    .object([
      "version": .string("1.0"),
      "violations": .array(
        violations.map {
          .object([
            "constraint_check_type": .string("bias_drift_check"),
            "description": .string($0.description), "facet": .string($0.facet),
            "facet_value": .string($0.facetValue), "metric_name": .string($0.metric.rawValue),
          ])
        }),
    ])
  }
}

extension BiasAnalysis {
  /// The same metrics with other values; those that have none are left out.
  fileprivate func replacing(
    _ metric: (Facet, BiasMetricName) -> Metric?
  ) -> BiasAnalysis {
    BiasAnalysis(
      version: version,
      parts: parts.map { part in
        Part(
          stage: part.stage, label: part.label, positive: part.positive,
          facets: part.facets.map { facet in
            Facet(
              column: facet.column, value: facet.value,
              metrics: facet.metrics.compactMap { metric(facet, $0.kind) })
          })
      })
  }
}

extension ConditionNode {
  /// The value of the leftmost metric in it.
  fileprivate var firstMetricValue: Double? {
    if metric != nil {
      switch value {
      case .number(let number): return number
      case .integer(let number): return Double(number)
      default: return nil
      }
    }
    for child in children {
      if let found = child.firstMetricValue { return found }
    }
    return nil
  }
}
