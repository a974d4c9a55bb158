import Engine
import Statistics

/// `statistics.json` of Amazon SageMaker Model Monitor's data-quality jobs: what a data set came to.
///
/// Read as baseline or as data; written from a profile. What a file lacks is nil, and unknown to the
/// metrics that would read it.
package struct ServiceStatistics: Sendable {
  package var version: Double
  /// Records.
  package var itemCount: Int?
  package var features: [Feature]
  /// What of the file could not be used.
  package var remarks: [Remark] = []

  package struct Feature: Sendable {
    package var name: String
    package var inferredType: InferredType?
    package var numerical: Numerical?
    package var string: Strings?
  }

  /// Values present and missing.
  package struct Common: Sendable {
    package var present: Int?
    package var missing: Int?
  }

  package struct Numerical: Sendable {
    package var common: Common?
    package var mean: Double?
    package var sum: Double?
    /// Of the population.
    package var standardDeviation: Double?
    package var minimum: Double?
    package var maximum: Double?
    package var sketch: QuantileSketch?
  }

  package struct Strings: Sendable {
    package var common: Common?
    package var distinctCount: Double?
    package var categories: [Category]?
  }

  package struct Category: Sendable, Equatable {
    package var value: String
    package var count: Int
  }
}

extension ServiceStatistics.Feature {
  package var common: ServiceStatistics.Common? { numerical?.common ?? string?.common }
}
