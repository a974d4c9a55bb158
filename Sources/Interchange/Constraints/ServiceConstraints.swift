import Engine
import Statistics

/// `constraints.json` of Amazon SageMaker Model Monitor's data-quality jobs: what data must hold to.
package struct ServiceConstraints: Sendable {
  package var version: Double
  package var features: [Feature]
  /// As the file says it; nil where it has none.
  package var monitoring: MonitoringConfig?
  /// What of the file could not be used.
  package var remarks: [Remark] = []

  package struct Feature: Sendable, Equatable {
    package var name: String
    package var inferredType: InferredType?
    /// The share of records that must hold a value.
    package var completeness: Double?
    /// Kept as it is: the service never evaluates it.
    package var isNonNegative: Bool?
    package var domains: [String]?
    package var overrides: MonitoringConfig?
  }

  /// What holds for a feature: its overrides, else the file's, else what the service writes itself.
  package func config(for feature: Feature) -> MonitoringConfig {
    MonitoringConfig.standard.overridden(by: monitoring).overridden(by: feature.overrides)
  }

  /// The baseline's columns with their types: what rules can name where no statistics are at hand.
  package var schema: Schema {
    Schema(features.map { Schema.Column($0.name, $0.inferredType.flatMap(ColumnType.init)) })
  }
}

extension ColumnType {
  fileprivate init?(_ type: InferredType) {
    switch type {
    case .unknown: return nil
    case .integral: self = .integral
    case .fractional: self = .fractional
    case .boolean: self = .boolean
    case .string: self = .string
    }
  }
}
