import Engine
import GRDB

/// The ids of what values and states are filed under, made where they are new.
final class StoredKeys {
  private let db: Database
  private var series: [History.Series: Int64] = [:]
  private var metrics: [NamedPoint.Name: Int64] = [:]
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

  func metric(_ key: NamedPoint.Name, _ stream: Int64) throws -> Int64 {
    if let known = metrics[key] { return known }
    let id = try id(
      "metric (stream, name, segment)", "stream = ? AND name = ? AND segment = ?",
      [stream, key.text, StoredSegment.encode(key.segment)])
    metrics[key] = id
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
