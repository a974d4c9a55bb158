import Statistics

/// Records whose attributions a model is asked for, once for all rules that read them.
package struct ExplanationRequest: Sendable {
  package let source: AttributionSource
  package let sample: Reading<RowSample>
  /// Where the global value of each feature goes.
  package let readings: [AttributionReading]

  package init?(_ source: AttributionSource, where filter: RowExpression?) {
    guard let sample = source.sample(where: filter) else { return nil }
    self.source = source
    self.sample = sample
    readings = source.features.indices.map { source.reading($0, where: filter) }
  }

  /// What stands in the place of the records once they are explained.
  package var emptySample: RowSample { RowSample(source.sampleParameters) }

  /// What rules and named metrics want explained, distinct.
  package static func all(_ rules: [Rule], _ metrics: [NamedMetric]) -> [ExplanationRequest] {
    var seen: Set<String> = []
    return (rules.flatMap(\.terms) + metrics.map(\.term)).flatMap { term in
      let calls = term.metricCalls
      return (calls.data + calls.baseline).compactMap { call in
        (call.metric as? any ExplainedMetric)?.explanation
      }
    }.filter { seen.insert($0.sample.request.key).inserted }
  }
}

/// A metric of what a model is asked after the data were read.
package protocol ExplainedMetric: Metric {
  var explanation: ExplanationRequest? { get }
}
