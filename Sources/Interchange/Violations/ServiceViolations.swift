import Engine

/// `constraint_violations.json` of Amazon SageMaker Model Monitor's data-quality jobs.
package struct ServiceViolations: Sendable {
  package struct Violation: Sendable, Equatable {
    /// The column; of whole-table checks, words that are no column.
    package let feature: String
    package let check: ServiceCheck
    package let description: String
  }

  /// Types and completeness first, then what else there is, then drift.
  package let violations: [Violation]
  /// Firing verdicts that are none of the service's checks.
  package let leftOut: Int

  /// Numbers of columns, for the checks that compare them.
  package struct ColumnCounts: Sendable {
    package let now: Int
    package let baseline: Int

    package init(now: Int, baseline: Int) {
      self.now = now
      self.baseline = baseline
    }
  }

  /// What of the verdicts fires and is violated; others are no violations.
  ///
  /// - Parameter columns: where known; else the checks of columns print what their rule compared.
  package static func make(verdicts: [Verdict], columns: ColumnCounts? = nil) -> ServiceViolations {
    var found: [Violation] = []
    var leftOut = 0
    for verdict in verdicts where verdict.firing && verdict.state == .violated {
      if let violation = Violation(verdict, columns) {
        found.append(violation)
      } else {
        leftOut += 1
      }
    }
    let ordered = found.enumerated().sorted {
      ($0.element.check.rank, $0.offset) < ($1.element.check.rank, $1.offset)
    }
    return ServiceViolations(violations: ordered.map(\.element), leftOut: leftOut)
  }

  /// The document in the service's shape.
  package var json: JSON {
    .object([
      "violations": .array(
        violations.map {
          .object([
            "feature_name": .string($0.feature),
            "constraint_check_type": .string($0.check.rawValue),
            "description": .string($0.description),
          ])
        })
    ])
  }
}
