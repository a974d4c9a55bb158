/// What a window leaves of a metric, by a name that people ask for.
package struct NamedPoint: Sendable {
  package struct Name: Sendable, Hashable {
    package let monitor: String
    /// A metric's canonical text, the name of a declared metric, or a rule's id.
    package let text: String
    package let segment: History.Segment
  }

  package let name: Name
  package let point: TrendPoint
}

extension CheckReport.Window {
  /// The metrics that its verdicts read and its declared metrics, each with value, bound and outcome.
  ///
  /// - Complexity: O(verdicts and parts of their conditions).
  package var points: [NamedPoint] {
    var window = TrendPoint(start: start, end: end, source: "")
    window.records = records
    var found = TrendPoints<NamedPoint.Name>()
    for verdict in verdicts {
      let finding = TrendFinding(verdict)
      let name = { (text: String) in
        NamedPoint.Name(monitor: verdict.monitor, text: text, segment: finding.segment)
      }
      finding.names.forEach { found.add(finding.point(window), name($0)) }
      for part in finding.parts {
        if let metric = part.metric { found.add(finding.point(window, of: part), name(metric)) }
      }
    }
    for metric in metrics {
      let finding = TrendFinding(metric)
      for text in finding.names {
        let name = NamedPoint.Name(monitor: metric.monitor, text: text, segment: [])
        found.add(finding.point(window), name)
      }
    }
    return found.inOrder.map { NamedPoint(name: $0.key, point: $0.point) }
  }
}
