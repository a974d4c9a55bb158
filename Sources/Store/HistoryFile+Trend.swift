import Engine
import GRDB

/// What the windows of a history say under a name.
package struct StoredTrend: Sendable {
  package let monitor: String
  /// How time was cut.
  package let shape: String
  /// A metric's canonical text, perhaps with what it reads; the name of a declared metric; a rule's id.
  package let name: String
  package let segment: History.Segment
  /// In order of the windows: the number of each, and what it says.
  package let points: [(position: Int, point: TrendPoint)]
}

extension HistoryFile {
  /// All that windows left: values that rules look back at, and from version 2 of the file what their
  /// verdicts read. The two may be of one metric.
  ///
  /// - Parameter path: what points are said to come from.
  package func trends(_ path: String) throws(HistoryFailure) -> [StoredTrend] {
    try read { db in
      let expressions = try HistoryFile.trends(
        db, path,
        series:
          "SELECT series.id AS id, monitor, shape, expression AS name, segment, stream FROM series",
        values: """
          SELECT value.position AS position, number, NULL AS unknown, NULL AS bound,
            NULL AS operation, NULL AS is_violated, value.records AS records,
            window.start AS start, window.end AS end
          FROM value LEFT JOIN window ON window.stream = ? AND window.position = value.position
          WHERE value.series = ? ORDER BY value.position
          """)
      guard try HistorySchema.hasNames(db) else { return expressions }
      return try expressions
        + HistoryFile.trends(
          db, path,
          series:
            "SELECT series.id AS id, monitor, shape, name, segment, stream FROM metric AS series",
          values: """
            SELECT point.position AS position, number, unknown, bound, operation, is_violated,
              point.records AS records, window.start AS start, window.end AS end
            FROM point LEFT JOIN window ON window.stream = ? AND window.position = point.position
            WHERE point.metric = ? ORDER BY point.position
            """)
    }
  }

  private static func trends(
    _ db: Database, _ path: String, series: String, values: String
  ) throws -> [StoredTrend] {
    let rows = try Row.fetchAll(
      db, sql: "\(series) JOIN stream ON stream.id = series.stream ORDER BY series.id")
    return try rows.map { row in
      let found = try Row.fetchAll(
        db, sql: values,
        arguments: [row["stream"] as DatabaseValue, row["id"] as DatabaseValue])
      return StoredTrend(
        monitor: try text(row, "monitor"), shape: try text(row, "shape"),
        name: try text(row, "name"), segment: try StoredSegment.decode(try text(row, "segment")),
        points: try found.map { value in
          let number = { (name: String) in Double.fromDatabaseValue(value[name]) }
          var point = TrendPoint(start: number("start"), end: number("end"), source: path)
          point.value = number("number")
          point.unknown = String.fromDatabaseValue(value["unknown"])
          point.limit = number("bound")
          point.operation = String.fromDatabaseValue(value["operation"])
          point.isViolated = Bool.fromDatabaseValue(value["is_violated"])
          point.records = Int.fromDatabaseValue(value["records"])
          guard let position = Int.fromDatabaseValue(value["position"]) else { throw damaged }
          return (position, point)
        })
    }
  }

  private static func text(_ row: Row, _ column: String) throws -> String {
    guard let text = String.fromDatabaseValue(row[column]) else { throw damaged }
    return text
  }

  private static let damaged = HistoryFailure(.unavailable, HistorySchema.damaged)
}
