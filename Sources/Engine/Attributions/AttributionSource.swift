import Language
import Statistics

/// Where the attributions of a monitor's features come from, and how those of many records are one
/// number.
package struct AttributionSource: Sendable {
  /// How the values of all records of a window make the global value of a feature.
  package enum Aggregate: String, Sendable, CaseIterable {
    case meanAbsolute = "mean_abs"
    case median
    case meanSquare = "mean_sq"
  }

  /// One feature of the model.
  package struct Feature: Sendable {
    /// What reports and the service's files call it.
    package let name: String
    /// The column of the data: its attributions where they are recorded, else its values.
    package let column: String
    /// What holds its attributions: that column, or one that stands for what the model gives.
    package let values: RowExpression
  }

  package let aggregate: Aggregate
  /// In the order in which equal values rank.
  package let features: [Feature]
  /// Nil where the records hold them.
  package let kernel: KernelShapOptions?

  package init(_ features: [Feature], _ aggregate: Aggregate, kernel: KernelShapOptions? = nil) {
    self.features = features
    self.aggregate = aggregate
    self.kernel = kernel
  }

  /// The feature of a column, by the name of either.
  package func feature(_ column: String) -> Int? {
    features.firstIndex { $0.column == column } ?? features.firstIndex { $0.name == column }
  }

  /// Where the global value of a feature is kept.
  package func reading(_ feature: Int, where filter: RowExpression?) -> AttributionReading {
    AttributionReading(features[feature].values, aggregate, where: filter)
  }

  /// How many records are explained, and over how many columns.
  var sampleParameters: RowSample.Parameters {
    RowSample.Parameters(
      size: kernel?.records ?? 1, columns: features.count + (kernel?.id == nil ? 0 : 1))
  }

  /// The records that are explained; nil where the records hold their attributions.
  package func sample(where filter: RowExpression?) -> Reading<RowSample>? {
    guard let kernel else { return nil }
    let columns = features.map { RowExpression(column: $0.column) }
    return Reading(
      sampleParameters, over: columns + [kernel.id].compactMap(\.self), where: filter)
  }
}

/// What `kernel_shap(…)` says.
package struct KernelShapOptions: Sendable {
  /// How the rows of the background stand for features that a coalition lacks.
  package enum Summary: String, Sendable, CaseIterable {
    case rows, mean
    case kMeans = "k_means"
  }

  /// Coalitions that the model is asked about for a record.
  package let samples: Int
  /// The file of the background, relative to where the rule file's path is.
  package let background: String
  package let backgroundSpan: SourceSpan
  package let summary: Summary
  /// Rows that `k_means` leaves.
  package let clusters: Int
  package let seed: UInt64
  /// Records of a window that are explained at most.
  package let records: Int
  /// Which of the model's outputs global values are of, from 0.
  package let output: Int
  /// What tells a record from others.
  package let id: RowExpression?

  package static let defaultSamples = 100
  package static let defaultRecords = 500
  package static let defaultClusters = 10
}

extension AttributionSource: CustomStringConvertible {
  /// What values depend on, for comparing rules.
  package var description: String {
    let columns = features.map { Quoting.name($0.column) }.joined(separator: ", ")
    guard let kernel else { return "attributions recorded(\(columns), \(aggregate.rawValue))" }
    return "attributions kernel_shap(\(columns), \(aggregate.rawValue), \(kernel.samples),"
      + " \(kernel.summary.rawValue) of \(kernel.background), output \(kernel.output))"
  }
}
