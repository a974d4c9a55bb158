import Engine

/// The values that a run left in its `verdicts.json`.
struct TrendRun {
  private let path: String
  private let run: RecordedRun
  /// When it ran, for data that are of no time.
  private let started: Double?

  init(_ path: String) throws {
    guard let run = try RecordedRun(path) else {
      throw CommandFailure.arguments(
        "\(path): this is neither the verdicts.json of a run nor a statistics.json of SageMaker")
    }
    self.path = path
    self.run = run
    let record = path.hasSuffix("verdicts.json") ? path.dropLast(13) + "run.json" : ""
    started =
      Files.exists(String(record))
      ? try Files.json(String(record)).fields["started"]?.seconds : nil
  }

  /// Metrics, declared names and rules that it has values of.
  var names: Set<String> {
    Set(run.windows.flatMap(\.findings).flatMap { $0.names + $0.parts.compactMap(\.metric) })
  }

  /// The values of a metric, for each window and segment once.
  func points(_ metric: TrendMetric) -> [(segment: History.Segment, point: TrendPoint)] {
    run.windows.flatMap { window in
      var start = TrendPoint(start: window.start ?? started, end: window.end, source: path)
      start.records = window.records
      var found = TrendPoints<History.Segment>()
      for finding in window.findings {
        if finding.names.contains(where: metric.isOf) {
          found.add(finding.point(start), finding.segment)
        } else if let part = finding.parts.first(where: { metric.isOf($0) }) {
          found.add(finding.point(start, of: part), finding.segment)
        }
      }
      return found.inOrder.map { (segment: $0.key, point: $0.point) }
    }
  }
}

extension TrendMetric {
  fileprivate func isOf(_ part: TrendFinding.Part) -> Bool {
    [part.metric, part.text].contains { $0.map(isOf) ?? false }
  }
}
