import Engine
import GRDB

/// What a run leaves to a history: in the place of what its windows left before.
struct HistoryWriting {
  private let db: Database
  private let run: HistoryRun
  private let streams: [String: Int64]

  init(_ db: Database, _ run: HistoryRun, _ streams: [String: Int64]) {
    self.db = db
    self.run = run
    self.streams = streams
  }

  func write(_ windows: [HistoryWindow]) throws {
    let keys = StoredKeys(db)
    for window in windows {
      try forget(window.position)
      for stream in streams.values { try write(window, stream) }
      for trace in window.traces { try write(trace, window.position, keys) }
      try write(window.points, window.position, keys)
    }
  }

  /// Removes what the rules of this run left of a window before.
  private func forget(_ position: Int) throws {
    for expression in run.wanted.expressions.keys {
      try db.cachedStatement(
        sql: """
          DELETE FROM value WHERE position = ? AND series IN (
            SELECT id FROM series WHERE stream = ? AND expression = ?
          )
          """
      ).execute(arguments: [position, streams[expression.monitor], expression.text])
    }
    for subject in run.wanted.subjects {
      try db.cachedStatement(
        sql: """
          DELETE FROM state WHERE position = ? AND subject IN (
            SELECT id FROM subject WHERE stream = ? AND rule = ? AND column_name = ?
          )
          """
      ).execute(
        arguments: [position, streams[subject.monitor], subject.rule, subject.column ?? ""])
    }
  }

  private func write(_ window: HistoryWindow, _ stream: Int64) throws {
    var identity: String?
    if case .identity(let text) = run.start { identity = text }
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO window
          (stream, position, identity, start, end, records, ruleset, baseline)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        stream, window.position, identity, window.start, window.end, window.records, run.ruleset,
        run.baseline,
      ])
  }

  private func write(_ trace: HistoryTrace, _ position: Int, _ keys: StoredKeys) throws {
    for (series, value) in trace.values {
      guard let value, let stream = streams[series.monitor] else { continue }
      try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO value (series, position, number, is_time, records)
          VALUES (?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          try keys.series(series, stream), position, value.number, value.isTime, value.records,
        ])
    }
    guard let carried = trace.carried, let stream = streams[carried.subject.monitor] else { return }
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO state (subject, position, clauses, decided, idle)
        VALUES (?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        try keys.subject(carried.subject, carried.segment, stream), position,
        try StoredClause.encode(carried.state.clauses), carried.state.decided, carried.state.idle,
      ])
  }

  private func write(_ points: [NamedPoint], _ position: Int, _ keys: StoredKeys) throws {
    // What earlier runs of this window had of the same names, perhaps in other segments, goes.
    for name in Set(points.map { NamedKey(monitor: $0.name.monitor, text: $0.name.text) }) {
      try db.cachedStatement(
        sql: """
          DELETE FROM point WHERE position = ? AND metric IN (
            SELECT id FROM metric WHERE stream = ? AND name = ?
          )
          """
      ).execute(arguments: [position, streams[name.monitor], name.text])
    }
    for named in points {
      guard let stream = streams[named.name.monitor] else { continue }
      let point = named.point
      try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO point
            (metric, position, number, unknown, bound, operation, is_violated, records)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          try keys.metric(named.name, stream), position, point.value, point.unknown, point.limit,
          point.operation, point.isViolated, point.records,
        ])
    }
  }

  private struct NamedKey: Hashable {
    let monitor: String
    let text: String
  }
}
