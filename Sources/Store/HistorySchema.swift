import Engine
import GRDB

/// The tables of a history file.
enum HistorySchema {
  /// `TIDE`: what tells a history of Tidemark from other SQLite files.
  private static let application = 0x5449_4445
  private static let version = 2

  static let damaged =
    "this history is damaged: restore it from a copy, or move it away and begin anew"

  /// Refuses files of others, of later versions, and damaged ones.
  static func check(_ db: Database) throws {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try storedVersion(db)
    if application != self.application {
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      guard tables == 0, application == 0 else {
        throw HistoryFailure(
          .unusable, "this is a SQLite file of another program: name another file")
      }
      return
    }
    guard version <= self.version else {
      throw HistoryFailure(
        .unusable,
        "this is version \(version) of the format, and this program knows \(self.version): use a later version of it"
      )
    }
    let found = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
    guard found == "ok" else { throw HistoryFailure(.unavailable, damaged) }
  }

  /// Makes the tables, and what files of earlier versions lack; what these hold stays.
  static func create(_ db: Database) throws {
    let version = try storedVersion(db)
    guard version < self.version else { return }
    if version < 1 { try createFirst(db) }
    try createNames(db)
    try db.execute(
      sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(self.version);")
  }

  /// 0 of an empty file.
  static func storedVersion(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// Whether names of metrics and rules are kept: not in files of version 1.
  static func hasNames(_ db: Database) throws -> Bool { try storedVersion(db) >= 2 }

  /// What rules look back at.
  private static func createFirst(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE stream (
          id INTEGER PRIMARY KEY, monitor TEXT NOT NULL, shape TEXT NOT NULL,
          UNIQUE (monitor, shape)
        );
        CREATE TABLE window (
          stream INTEGER NOT NULL REFERENCES stream, position INTEGER NOT NULL,
          identity TEXT, start REAL, end REAL, records INTEGER NOT NULL,
          ruleset TEXT NOT NULL, baseline TEXT,
          PRIMARY KEY (stream, position)
        ) WITHOUT ROWID;
        CREATE TABLE series (
          id INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream,
          expression TEXT NOT NULL, segment TEXT NOT NULL,
          UNIQUE (stream, expression, segment)
        );
        CREATE TABLE value (
          series INTEGER NOT NULL REFERENCES series, position INTEGER NOT NULL,
          number REAL NOT NULL, is_time INTEGER NOT NULL, records INTEGER NOT NULL,
          PRIMARY KEY (series, position)
        ) WITHOUT ROWID;
        CREATE TABLE subject (
          id INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream,
          rule TEXT NOT NULL, column_name TEXT NOT NULL, segment TEXT NOT NULL,
          UNIQUE (stream, rule, column_name, segment)
        );
        CREATE TABLE state (
          subject INTEGER NOT NULL REFERENCES subject, position INTEGER NOT NULL,
          clauses TEXT NOT NULL, decided INTEGER NOT NULL, idle INTEGER NOT NULL,
          PRIMARY KEY (subject, position)
        ) WITHOUT ROWID;
        """)
  }

  /// What people ask for: metrics and rules by name, with bounds and outcomes.
  private static func createNames(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE metric (
          id INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream,
          name TEXT NOT NULL, segment TEXT NOT NULL,
          UNIQUE (stream, name, segment)
        );
        CREATE TABLE point (
          metric INTEGER NOT NULL REFERENCES metric, position INTEGER NOT NULL,
          number REAL, unknown TEXT, bound REAL, operation TEXT, is_violated INTEGER,
          records INTEGER,
          PRIMARY KEY (metric, position)
        ) WITHOUT ROWID;
        """)
  }
}
