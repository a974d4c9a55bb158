import Engine
import GRDB

/// What a run takes from a history.
struct HistoryReading {
  private let db: Database
  private let run: HistoryRun
  /// By monitor.
  let streams: [String: Int64]
  /// The number of the run's first window.
  let first: Int

  init(_ db: Database, _ run: HistoryRun) throws {
    self.db = db
    self.run = run
    var streams: [String: Int64] = [:]
    for monitor in run.monitors {
      try db.execute(
        sql: "INSERT INTO stream (monitor, shape) VALUES (?, ?) ON CONFLICT DO NOTHING",
        arguments: [monitor, run.shape])
      streams[monitor] = try Int64.fetchOne(
        db, sql: "SELECT id FROM stream WHERE monitor = ? AND shape = ?",
        arguments: [monitor, run.shape])
    }
    self.streams = streams
    first = try HistoryReading.first(db, run.start, Array(streams.values))
  }

  private static func first(
    _ db: Database, _ start: HistoryRun.Start, _ streams: [Int64]
  ) throws -> Int {
    guard case .identity(let identity) = start else {
      if case .position(let position) = start { return position }
      return 0
    }
    var last = 0
    for stream in streams {
      if let known = try Int.fetchOne(
        db, sql: "SELECT min(position) FROM window WHERE stream = ? AND identity = ?",
        arguments: [stream, identity])
      {
        return known
      }
      let latest = try Int.fetchOne(
        db, sql: "SELECT max(position) FROM window WHERE stream = ?", arguments: [stream])
      last = max(last, latest ?? 0)
    }
    return last + 1
  }

  /// The last window that is known before one.
  func position(before position: Int) throws -> Int? {
    var last: Int?
    for stream in streams.values {
      let found = try Int.fetchOne(
        db, sql: "SELECT max(position) FROM window WHERE stream = ? AND position < ?",
        arguments: [stream, position])
      if let found { last = max(last ?? found, found) }
    }
    return last
  }

  /// What was left before the run's first window.
  func history() throws -> History {
    History(values: try values(), states: try states())
  }

  private func values() throws -> [History.Series: [History.Value]] {
    var result: [History.Series: [History.Value]] = [:]
    for (expression, depths) in run.wanted.expressions {
      let series = try Row.fetchAll(
        db, sql: "SELECT id, segment FROM series WHERE stream = ? AND expression = ?",
        arguments: [streams[expression.monitor], expression.text])
      for row in series {
        let key = History.Series(
          monitor: expression.monitor, expression: expression.text,
          segment: try StoredSegment.decode(row["segment"]))
        result[key] = try values(row["id"], depths)
      }
    }
    return result
  }

  /// The values that some window after these may ask for: of each season the last ones.
  private func values(_ series: Int64, _ depths: [HistoryDepth]) throws -> [History.Value] {
    var found: [Int: History.Value] = [:]
    for depth in depths {
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT position, number, is_time, records FROM (
            SELECT *, row_number() OVER (PARTITION BY position % ? ORDER BY position DESC) AS age
            FROM value WHERE series = ? AND position < ? AND records >= ?
          ) WHERE age <= ?
          """, arguments: [depth.every, series, first, depth.leastRecords, depth.last])
      while let row = try rows.next() {
        let value = History.Value(
          position: row["position"], number: row["number"], isTime: row["is_time"],
          records: row["records"])
        found[value.position] = value
      }
    }
    return found.values.sorted { $0.position < $1.position }
  }

  private func states() throws -> [History.Subject: [History.Segment: RuleState]] {
    var result: [History.Subject: [History.Segment: RuleState]] = [:]
    for subject in run.wanted.subjects {
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT subject.segment AS segment, state.clauses AS clauses, state.decided AS decided,
            state.idle AS idle
          FROM subject JOIN state ON state.subject = subject.id AND state.position = (
            SELECT max(position) FROM state WHERE subject = subject.id AND position < ?
          )
          WHERE stream = ? AND rule = ? AND column_name = ?
          """,
        arguments: [first, streams[subject.monitor], subject.rule, subject.column ?? ""])
      while let row = try rows.next() {
        let segment = try StoredSegment.decode(row["segment"])
        result[subject, default: [:]][segment] = RuleState(
          clauses: try StoredClause.decode(row["clauses"]), decided: row["decided"],
          idle: row["idle"])
      }
    }
    return result
  }
}
