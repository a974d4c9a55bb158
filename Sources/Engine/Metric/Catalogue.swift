/// The metrics that rules can name.
package struct Catalogue: Sendable {
  private let metrics: [String: any Metric.Type]

  package init(_ metrics: [any Metric.Type]) {
    self.metrics = Dictionary(
      metrics.map { ($0.signature.name, $0) },
      uniquingKeysWith: { first, _ in preconditionFailure("\(first) is listed twice") })
  }

  package subscript(name: String) -> (any Metric.Type)? { metrics[name] }
  package var names: [String] { metrics.keys.sorted() }

  /// Every metric, by name.
  package var all: [any Metric.Type] { names.compactMap { metrics[$0] } }
}
