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
}

/// The ids of what values and states are filed under, made where they are new.
private final class StoredKeys {
  private let db: Database
  private var series: [History.Series: Int64] = [:]
  private var subjects: [History.Subject: [History.Segment: Int64]] = [:]

  init(_ db: Database) { self.db = db }

  func series(_ key: History.Series, _ stream: Int64) throws -> Int64 {
    if let known = series[key] { return known }
    let id = try id(
      "series (stream, expression, segment)", "stream = ? AND expression = ? AND segment = ?",
      [stream, key.expression, StoredSegment.encode(key.segment)])
    series[key] = id
    return id
  }

  func subject(
    _ key: History.Subject, _ segment: History.Segment, _ stream: Int64
  ) throws -> Int64 {
    if let known = subjects[key]?[segment] { return known }
    let id = try id(
      "subject (stream, rule, column_name, segment)",
      "stream = ? AND rule = ? AND column_name = ? AND segment = ?",
      [stream, key.rule, key.column ?? "", StoredSegment.encode(segment)])
    subjects[key, default: [:]][segment] = id
    return id
  }

  private func id(
    _ columns: String, _ condition: String, _ values: [any DatabaseValueConvertible]
  ) throws -> Int64 {
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    try db.cachedStatement(
      sql: "INSERT INTO \(columns) VALUES (\(marks)) ON CONFLICT DO NOTHING"
    ).execute(arguments: StatementArguments(values))
    let table = columns.prefix { $0 != " " }
    let found = try Int64.fetchOne(
      db, sql: "SELECT id FROM \(table) WHERE \(condition)",
      arguments: StatementArguments(values))
    guard let found else { throw HistoryFailure(.unavailable, HistorySchema.damaged) }
    return found
  }
}
