/// Keeps what windows leave, from run to run.
package protocol HistoryStore {
  /// Judges the windows of a run by those before and keeps what they leave: all or, where something
  /// fails or `judge` throws, nothing.
  ///
  /// No other run comes between the reading and the keeping.
  ///
  /// - Parameter judge: given what was left before the run's first window, gives what its windows
  ///   leave.
  func advance(
    _ run: HistoryRun, _ judge: (HistoryStart) throws -> [HistoryWindow]
  ) throws(HistoryFailure)
}

/// A run, as its history knows it.
package struct HistoryRun: Sendable {
  /// The monitors whose rules it judges.
  package let monitors: [String]
  /// How time is cut: values of days are not compared with those of hours.
  package let shape: String
  package let start: Start
  package let wanted: HistoryWanted
  /// SHA-256 of the rules and of the baseline.
  package let ruleset: String
  package let baseline: String?

  package enum Start: Sendable, Equatable {
    /// The number of the first window.
    case position(Int)
    /// What tells the one window of this run from those of others: the same data are the same
    /// window.
    case identity(String)
  }

  package init(
    monitors: [String], shape: String, start: Start, wanted: HistoryWanted, ruleset: String,
    baseline: String?
  ) {
    self.monitors = monitors
    self.shape = shape
    self.start = start
    self.wanted = wanted
    self.ruleset = ruleset
    self.baseline = baseline
  }
}

/// What a run begins with.
package struct HistoryStart: Sendable {
  package let history: History
  /// The number of the run's first window.
  package let first: Int
  /// The number of the last window that is known before it.
  package let before: Int?

  package init(history: History, first: Int = 0, before: Int? = nil) {
    self.history = history
    self.first = first
    self.before = before
  }
}

/// What rules ask of earlier windows.
package struct HistoryWanted: Sendable {
  package struct Expression: Sendable, Hashable {
    package let monitor: String
    /// `Term.historyKey`
    package let text: String
  }

  package let expressions: [Expression: [HistoryDepth]]
  package let subjects: Set<History.Subject>

  package init(_ rules: [Rule], _ metrics: [NamedMetric]) {
    var found: [Expression: Set<HistoryDepth>] = [:]
    for rule in rules {
      for (text, depths) in rule.historyDepths {
        found[Expression(monitor: rule.monitor, text: text), default: []].formUnion(depths)
      }
    }
    for metric in metrics {
      for (text, depths) in metric.historyDepths {
        found[Expression(monitor: metric.monitor, text: text), default: []].formUnion(depths)
      }
    }
    expressions = found.mapValues(Array.init)
    subjects = Set(rules.lazy.filter(\.usesHistory).map(\.subject))
  }
}

/// What a window leaves, to be kept.
package struct HistoryWindow: Sendable {
  package let position: Int
  /// Seconds since 1970-01-01T00:00:00Z; nil where time is not cut.
  package let start: Double?
  package let end: Double?
  package let records: Int
  package let traces: [HistoryTrace]
  /// What people may ask for of it; rules do not.
  package var points: [NamedPoint] = []

  package init(
    position: Int, start: Double?, end: Double?, records: Int, traces: [HistoryTrace]
  ) {
    self.position = position
    self.start = start
    self.end = end
    self.records = records
    self.traces = traces
  }
}

/// Why a history can't be read or kept.
package struct HistoryFailure: Error {
  package enum Kind: Sendable {
    /// The file is not one to be used: another must be named.
    case unusable
    /// The file is, and can't be read or written now.
    case unavailable
  }

  package let kind: Kind
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}
