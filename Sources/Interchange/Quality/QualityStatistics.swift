import Engine

/// `statistics.json` of Amazon SageMaker Model Monitor's model-quality jobs: what the errors of a
/// model came to.
package struct QualityStatistics: Sendable {
  package var version: Double
  package var kind: ModelTask.Kind
  package var dataset: Dataset
  /// In the order of the file.
  package var metrics: [Metric]
  /// What of the file could not be used.
  package var remarks: [Remark] = []

  package struct Dataset: Sendable, Equatable {
    /// Records with a prediction and a label.
    package var itemCount: Int?
    /// Times as the file writes them: of the window, and of the job.
    package var startTime: String?
    package var endTime: String?
    package var evaluationTime: String?

    package init(
      itemCount: Int? = nil, startTime: String? = nil, endTime: String? = nil,
      evaluationTime: String? = nil
    ) {
      self.itemCount = itemCount
      self.startTime = startTime
      self.endTime = endTime
      self.evaluationTime = evaluationTime
    }
  }

  package struct Metric: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
      /// A number and its standard deviation, which is NaN where the service has none; nil where the
      /// file says nothing of it.
      case number(Double, deviation: Double?)
      /// A matrix, a curve, or what no version of the service is known to write: kept as it is.
      case structure(JSON)
    }

    package let name: String
    package let content: Content

    package init(_ name: String, _ content: Content) {
      self.name = name
      self.content = content
    }
  }

  /// The standard error of a metric by its `standard_deviation`: that is of five draws of 80% of the
  /// records, without replacement, which vary less than other data would by √(0.2/0.8), a half.
  package static let errorPerDeviation = 2.0

  package init(
    kind: ModelTask.Kind, dataset: Dataset, metrics: [Metric], version: Double = 0
  ) {
    self.version = version
    self.kind = kind
    self.dataset = dataset
    self.metrics = metrics
  }

  /// A number by the name of its field; nil where the file lacks it.
  package subscript(name: String) -> (value: Double, deviation: Double?)? {
    guard
      case .number(let value, let deviation)? = metrics.first(where: { $0.name == name })?.content
    else { return nil }
    return (value, deviation)
  }
}
