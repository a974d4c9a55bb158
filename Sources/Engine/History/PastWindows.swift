/// The earlier windows that a window sees.
package struct PastWindows: Sendable {
  package var history: History
  /// The number of the window that looks back.
  package let position: Int

  package init(_ history: History = History(), before position: Int = 0) {
    self.history = history
    self.position = position
  }

  /// What a rule sees of them, for a segment.
  func view(_ rule: Rule, _ segment: History.Segment) -> RuleHistory {
    RuleHistory(past: self, rule: rule, segment: segment)
  }
}

/// The earlier windows of a rule and a segment.
struct RuleHistory: Sendable {
  private let past: PastWindows
  private let monitor: String
  private let labels: String
  private let leastRecords: Int
  private let segment: History.Segment

  /// What a declared metric sees.
  init(past: PastWindows, monitor: String) {
    self.past = past
    self.monitor = monitor
    labels = ""
    leastRecords = 0
    segment = []
  }

  init(past: PastWindows, rule: Rule, segment: History.Segment) {
    self.past = past
    monitor = rule.monitor
    labels = rule.labelsKey
    leastRecords = rule.leastRecords
    self.segment = segment
  }

  func series(of expression: Term) -> History.Series {
    History.Series(
      monitor: monitor, expression: expression.historyKey + labels, segment: segment)
  }

  func values(of call: HistoryCall) -> [History.Value]? {
    values(of: call.expression, HistoryDepth(last: call.last, every: call.every))
  }

  /// Whether an expression was decided in so many earlier windows.
  func has(_ windows: Int, of expression: Term) -> Bool {
    values(of: expression, HistoryDepth(last: windows)) != nil
  }

  private func values(of expression: Term, _ depth: HistoryDepth) -> [History.Value]? {
    let depth = HistoryDepth(
      last: depth.last, every: depth.every, leastRecords: leastRecords)
    return past.history.values(of: series(of: expression), before: past.position, depth)
  }

  /// What the value of an expression in this window leaves for later ones.
  func trace(_ value: MetricValue, records: Int) -> History.Value? {
    guard let number = value.number else { return nil }
    return History.Value(
      position: past.position, number: number, isTime: value.isTime, records: records)
  }
}
