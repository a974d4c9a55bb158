import Language

/// Judges the windows of a run one after the other, each by those before it.
package struct RunEvaluator {
  private let rules: [Rule]
  private let metrics: [NamedMetric]
  private let baseline: Gathered?
  private let monitor: String
  private let now: Double
  private let depths: [String: [HistoryDepth]]
  /// What the windows so far left.
  package private(set) var history: History

  /// - Parameters:
  ///   - now: the time of the run, in seconds since 1970-01-01T00:00:00Z.
  ///   - history: what earlier runs left.
  package init(
    _ rules: [Rule], metrics: [NamedMetric] = [], baseline: Gathered?, monitor: String,
    now: Double, history: History = History()
  ) {
    self.rules = rules
    self.metrics = metrics
    self.baseline = baseline
    self.monitor = monitor
    self.now = now
    self.history = history
    var depths: [String: Set<HistoryDepth>] = [:]
    for (expression, found) in HistoryWanted(rules, metrics).expressions {
      depths[expression.text, default: []].formUnion(found)
    }
    self.depths = depths.mapValues(Array.init)
  }

  /// A window that ends after all before it.
  ///
  /// - Parameter position: the number of the window; of those that follow one another one more each.
  package mutating func judge(_ window: Panes.Window, at position: Int) -> CheckReport.Window {
    judgeAndLeave(window, at: position).judged
  }

  /// The same with what the window leaves, to be kept.
  package mutating func judgeAndLeave(
    _ window: Panes.Window, at position: Int
  ) -> (judged: CheckReport.Window, left: HistoryWindow) {
    let (verdicts, values, recorded) = evaluate(window, position)
    let traces = verdicts.compactMap(\.trace) + [recorded].compactMap(\.self)
    for trace in traces { history.add(trace, depths) }
    let records = window.gathered.records
    return (
      CheckReport.Window(
        start: window.start, end: window.end, rows: window.rows, records: records,
        verdicts: verdicts, metrics: values),
      HistoryWindow(
        position: position, start: window.start, end: window.end, records: records, traces: traces)
    )
  }

  private func evaluate(
    _ window: Panes.Window, _ position: Int
  ) -> (verdicts: [Verdict], values: [NamedValue], recorded: HistoryTrace?) {
    let past = PastWindows(history, before: position)
    let verdicts = RuleEvaluator(
      data: window.gathered, baseline: baseline,
      RuleEvaluator.Context(monitor: monitor, moment: window.end ?? now, now: now, past: past)
    ).verdicts(rules)
    guard !metrics.isEmpty else { return (verdicts, [], nil) }
    var recorded: [History.Series: History.Value?] = [:]
    let values = metrics.map { metric in
      var evaluator = WindowEvaluator(data: window.gathered, baseline: baseline)
      let seen = RuleHistory(past: past, monitor: metric.monitor)
      evaluator.past = seen
      for term in metric.recorded {
        recorded[seen.series(of: term)] = .some(
          seen.trace(evaluator.evaluate(term).value, records: window.gathered.records))
      }
      return NamedValue(
        name: metric.name, monitor: metric.monitor, expression: metric.term.canonical,
        value: evaluator.evaluate(metric.term).value)
    }
    return (verdicts, values, HistoryTrace(values: recorded, carried: nil))
  }
}
