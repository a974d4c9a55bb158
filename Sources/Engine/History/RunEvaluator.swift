import Language

/// Judges the windows of a run one after the other, each by those before it.
package struct RunEvaluator {
  private let rules: [Rule]
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
    _ rules: [Rule], baseline: Gathered?, monitor: String, now: Double,
    history: History = History()
  ) {
    self.rules = rules
    self.baseline = baseline
    self.monitor = monitor
    self.now = now
    self.history = history
    depths = RunEvaluator.depths(of: rules)
  }

  /// How far back rules look, by what values are filed under.
  package static func depths(of rules: [Rule]) -> [String: [HistoryDepth]] {
    var found: [String: Set<HistoryDepth>] = [:]
    for (key, depths) in rules.lazy.flatMap(\.historyDepths) {
      found[key, default: []].formUnion(depths)
    }
    return found.mapValues(Array.init)
  }

  /// A window that ends after all before it.
  ///
  /// - Parameter position: the number of the window; of those that follow one another one more each.
  package mutating func judge(_ window: Panes.Window, at position: Int) -> CheckReport.Window {
    let verdicts = verdicts(window, position)
    for trace in verdicts.compactMap(\.trace) { history.add(trace, depths) }
    return CheckReport.Window(
      start: window.start, end: window.end, records: window.gathered.records, verdicts: verdicts)
  }

  private func verdicts(_ window: Panes.Window, _ position: Int) -> [Verdict] {
    RuleEvaluator(
      data: window.gathered, baseline: baseline,
      RuleEvaluator.Context(
        monitor: monitor, moment: window.end ?? now, now: now,
        past: PastWindows(history, before: position))
    ).verdicts(rules)
  }
}
