/// Windows that hold values of metrics in place of statistics: `given series mae: 38 38 _ 45x3`.
package struct SeriesWindows: Sendable {
  /// By the canonical text of the metric's call, a value a window.
  package private(set) var values: [String: [MetricValue]] = [:]
  /// Plain columns that the calls read, each once, in order.
  package private(set) var columns: [String] = []
  package private(set) var count = 0

  /// More windows than this in one test are a mistake.
  package static let most = 10_000

  init() {}

  mutating func add(_ call: MetricCall, _ points: [MetricValue]) {
    values[call.key] = points
    count = max(count, points.count)
    for column in call.columns where !columns.contains(column) { columns.append(column) }
  }

  /// The windows, one after the other; their times are not known.
  package func windows(_ schema: Schema) -> [Panes.Window] {
    (0..<count).map { number in
      // One record, so that no rule is undecided for want of any.
      var gathered = Gathered(records: 1, schema: schema)
      gathered.assumed = values.mapValues { $0[number] }
      return Panes.Window(start: nil, end: nil, gathered: gathered)
    }
  }
}
