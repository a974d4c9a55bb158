import Language

/// All that a check found, ready for any report.
package struct CheckReport: Sendable {
  package struct Hashes: Sendable {
    package var ruleset: String
    package var baselinePath: String?
    package var baseline: String?

    package init(ruleset: String, baselinePath: String?, baseline: String?) {
      self.ruleset = ruleset
      self.baselinePath = baselinePath
      self.baseline = baseline
    }
  }

  /// The verdicts of a window.
  package struct Window: Sendable {
    /// Seconds since 1970-01-01T00:00:00Z; nil where all data are one window.
    package let start: Double?
    package let end: Double?
    /// The numbers of its records, from 1, where windows are of so many records.
    package let rows: ClosedRange<Int>?
    package let records: Int
    package let verdicts: [Verdict]
    /// The values of the declared metrics.
    package let metrics: [NamedValue]

    package init(
      start: Double?, end: Double?, rows: ClosedRange<Int>? = nil, records: Int,
      verdicts: [Verdict], metrics: [NamedValue] = []
    ) {
      self.start = start
      self.end = end
      self.rows = rows
      self.records = records
      self.verdicts = verdicts
      self.metrics = metrics
    }

    /// The first and the last record; left out where windows are not of so many records.
    package var rowsJSON: JSON? {
      rows.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) }
    }

    fileprivate var json: JSON {
      let time = { (seconds: Double?) -> JSON in
        .string(seconds.flatMap { CalendarTime(epochSeconds: $0)?.text })
      }
      return .object([
        "start": time(start), "end": time(end), "rows": rowsJSON, "records": .integer(records),
        "verdicts": .array(verdicts.map(\.json)),
        "metrics": metrics.isEmpty ? nil : .array(metrics.map(\.json)),
      ])
    }
  }

  package let version: String
  package let monitor: String
  package let title: String?
  package let hashes: Hashes
  package let sources: [String]
  package let records: Int
  package let malformed: Int
  /// Records whose time could not be read, so that they are in no window.
  package let untimed: Int
  /// The window of the run and what it left out; nil where all records were taken.
  package let cut: JSON?
  /// Captured records whose times run backwards; nil where none do.
  package let clock: ClockFinding?
  /// Records of the baseline, where there is one.
  package let baselineRecords: Int?
  /// What came of joining labels; nil where none were asked for.
  package let labels: LabelSummary?
  package let windows: [Window]
  package let failOn: SeverityLiteral
  /// Something was wrong with reading data beyond `--max-bad-records`.
  package let dataFailed: Bool

  package init(
    version: String, monitor: String, title: String?, hashes: Hashes, sources: [String],
    records: Int, malformed: Int, untimed: Int = 0, cut: JSON? = nil, clock: ClockFinding? = nil,
    baselineRecords: Int?,
    labels: LabelSummary? = nil, windows: [Window], failOn: SeverityLiteral, dataFailed: Bool
  ) {
    self.version = version
    self.monitor = monitor
    self.title = title
    self.hashes = hashes
    self.sources = sources
    self.records = records
    self.malformed = malformed
    self.baselineRecords = baselineRecords
    self.labels = labels
    self.windows = windows
    self.untimed = untimed
    self.cut = cut
    self.clock = clock
    self.failOn = failOn
    self.dataFailed = dataFailed
  }

  package var verdicts: [Verdict] { windows.flatMap(\.verdicts) }
  package var firing: [Verdict] { verdicts.filter(\.firing) }

  package func count(_ matches: (Verdict) -> Bool) -> Int { verdicts.count(where: matches) }

  /// Verdicts of rules in `mode observe` that would have fired.
  package var observed: Int {
    count {
      $0.state == .violated && $0.mode == .observe && $0.waiver == nil && !$0.isPending
    }
  }

  /// 3 data not readable, 1 some rule fires at or above the level, 4 something could not be
  /// decided, 0.
  package var exitStatus: Int32 {
    if dataFailed { return 3 }
    if firing.contains(where: { $0.severity.rank >= failOn.rank }) { return 1 }
    let isUndecided = verdicts.contains { verdict in
      guard case .unknown = verdict.state else { return false }
      return !verdict.isExcused && verdict.mode == .enforce
    }
    return isUndecided ? 4 : 0
  }

  /// The stable fields of `check --format json`.
  package var json: JSON {
    .object([
      "tidemark": .string(version),
      "ruleset": .object(["name": .string(monitor), "hash": .string(hashes.ruleset)]),
      "baseline": hashes.baselinePath.map { path in
        .object(["path": .string(path), "hash": .string(hashes.baseline)])
      } ?? .null,
      "data": .object([
        "records": .integer(records), "malformed": .integer(malformed),
        "untimed": untimed > 0 ? .integer(untimed) : nil, "window": cut, "clock": clock?.json,
        "sources": .array(sources.map(JSON.string)),
      ]),
      "labels": labels?.json,
      "windows": .array(windows.map(\.json)),
      "summary": counts,
      "exit": .integer(Int(exitStatus)),
    ])
  }

  /// Verdicts by outcome.
  package var counts: JSON {
    .object([
      "pass": .integer(count { $0.state == .pass }),
      "violated": .integer(count { $0.state == .violated }),
      "unknown": .integer(count { if case .unknown = $0.state { true } else { false } }),
      "waived": .integer(count { $0.waiver != nil }), "observed": .integer(observed),
    ])
  }
}
