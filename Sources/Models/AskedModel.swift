import Engine

/// A model that gives predictions for records.
package protocol AskedModel: AnyObject {
  /// The outputs of each record, in order.
  ///
  /// - Parameter records: each as `RecordForm` writes it.
  func ask(_ records: [[UInt8]]) throws(ModelFailure) -> [[Double]]

  /// Lets it end.
  func close()
}

/// Why a model gave no predictions.
package struct ModelFailure: Error, Sendable, Equatable {
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}
