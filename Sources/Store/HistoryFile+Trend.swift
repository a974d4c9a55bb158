import Engine
import GRDB

/// The values of an expression in the windows of a history, by what it is filed under.
package struct StoredTrend: Sendable {
  package let monitor: String
  /// How time was cut.
  package let shape: String
  /// The expression's canonical text.
  package let expression: String
  package let segment: History.Segment
  /// In order of the windows.
  package let points: [TrendPoint]
}

extension HistoryFile {
  /// All that windows left.
  ///
  /// - Parameter path: what points are said to come from.
  package func trends(_ path: String) throws(HistoryFailure) -> [StoredTrend] {
    try read { db in
      let series = try Row.fetchAll(
        db,
        sql: """
          SELECT series.id AS id, monitor, shape, expression, segment, stream
          FROM series JOIN stream ON stream.id = series.stream ORDER BY series.id
          """)
      return try series.map { row in
        let values = try Row.fetchAll(
          db,
          sql: """
            SELECT window.start AS start, window.end AS end, number, value.records AS records
            FROM value LEFT JOIN window ON window.stream = ? AND window.position = value.position
            WHERE value.series = ? ORDER BY value.position
            """, arguments: [row["stream"] as Int64, row["id"] as Int64])
        return StoredTrend(
          monitor: row["monitor"], shape: row["shape"], expression: row["expression"],
          segment: try StoredSegment.decode(row["segment"]),
          points: values.map { value in
            var point = TrendPoint(start: value["start"], end: value["end"], source: path)
            point.value = value["number"]
            point.records = value["records"]
            return point
          })
      }
    }
  }
}
