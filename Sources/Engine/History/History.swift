/// What earlier windows left for those after them: values of expressions, and what clauses carry.
package struct History: Sendable {
  /// A column that told records apart, and its value; nil is a missing one.
  package struct SegmentPart: Sendable, Hashable {
    package let name: String
    package let value: String?

    package init(_ name: String, _ value: String?) {
      self.name = name
      self.value = value
    }
  }

  package typealias Segment = [SegmentPart]

  /// What values are filed under.
  package struct Series: Sendable, Hashable {
    package let monitor: String
    /// `Term.historyKey`
    package let expression: String
    package let segment: Segment

    package init(monitor: String, expression: String, segment: Segment) {
      self.monitor = monitor
      self.expression = expression
      self.segment = segment
    }
  }

  /// The value of an expression in a window in which it was decided.
  package struct Value: Sendable, Equatable {
    /// The number of the window; of windows that follow one another each one more.
    package let position: Int
    package let number: Double
    /// Whether the number is a time, in seconds since 1970-01-01T00:00:00Z.
    package let isTime: Bool
    /// Records that it is made of.
    package let records: Int

    package init(position: Int, number: Double, isTime: Bool = false, records: Int) {
      self.position = position
      self.number = number
      self.isTime = isTime
      self.records = records
    }
  }

  /// What the states of segments are filed under.
  package struct Subject: Sendable, Hashable {
    package let monitor: String
    package let rule: String
    package let column: String?

    package init(monitor: String, rule: String, column: String?) {
      self.monitor = monitor
      self.rule = rule
      self.column = column
    }
  }

  /// By series, in order of their windows.
  package private(set) var values: [Series: [Value]] = [:]
  package private(set) var states: [Subject: [Segment: RuleState]] = [:]

  package init() {}

  package init(values: [Series: [Value]], states: [Subject: [Segment: RuleState]]) {
    self.values = values
    self.states = states
  }

  /// Takes what a window left.
  package mutating func add(_ trace: HistoryTrace, _ depths: [String: [HistoryDepth]]) {
    for (series, value) in trace.values {
      guard let value else { continue }
      var known = values.removeValue(forKey: series) ?? []
      if known.last?.position != value.position { known.append(value) }
      HistoryDepth.prune(&known, depths[series.expression] ?? [])
      values[series] = known
    }
    if let carried = trace.carried {
      states[carried.subject, default: [:]][carried.segment] = carried.state
    }
  }

  /// The last values before a window, oldest first; nil where there are fewer.
  func values(of series: Series, before position: Int, _ depth: HistoryDepth) -> [Value]? {
    guard let known = values[series] else { return nil }
    var found: [Value] = []
    for value in known.reversed() where value.position < position {
      guard depth.takes(value, before: position) else { continue }
      found.append(value)
      if found.count == depth.last { return found.reversed() }
    }
    return nil
  }

  /// The segments of a rule that windows before had.
  func segments(of subject: Subject) -> [Segment] {
    (states[subject] ?? [:]).filter { $0.value.idle <= RuleState.mostIdle }.map(\.key)
  }
}
