/// The metrics and time zones that rules can name.
package struct Catalogue: Sendable {
  /// Metrics of one concern, as the reference shows them together.
  package struct Group: Sendable {
    package let title: String
    package let metrics: [any Metric.Type]

    package init(_ title: String, _ metrics: [any Metric.Type]) {
      self.title = title
      self.metrics = metrics
    }
  }

  package let groups: [Group]
  private let metrics: [String: any Metric.Type]
  package let names: [String]
  /// Every metric, by name.
  package let all: [any Metric.Type]
  package let zones: any ZoneSource

  package init(_ groups: [Group], zones: any ZoneSource) {
    self.groups = groups
    self.zones = zones
    self.metrics = Dictionary(
      groups.flatMap(\.metrics).map { ($0.signature.name, $0) },
      uniquingKeysWith: { first, _ in preconditionFailure("\(first) is listed twice") })
    names = self.metrics.keys.sorted()
    all = groups.flatMap(\.metrics).sorted { $0.signature.name < $1.signature.name }
  }

  package init(_ metrics: [any Metric.Type], zones: any ZoneSource) {
    self.init([Group("Metrics", metrics)], zones: zones)
  }

  package subscript(name: String) -> (any Metric.Type)? { metrics[name] }
}
