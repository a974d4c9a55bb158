import Engine
import GRDB

/// The history of runs in a SQLite file: `check --history FILE`.
package final class HistoryFile: HistoryStore {
  private let path: String
  private let queue: DatabaseQueue

  /// Opens a file; makes it where there is none.
  ///
  /// - Complexity: O(bytes of the file): damage is found here rather than in some verdict.
  ///
  /// - Parameter patience: seconds that a file which another run holds is waited for.
  package init(_ path: String, patience: Double = 10) throws(HistoryFailure) {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try HistorySchema.check(db)
        try db.inTransaction(.immediate) {
          try HistorySchema.create(db)
          return .commit
        }
      }
    } catch {
      throw HistoryFile.failure(error, path)
    }
  }

  package func advance(
    _ run: HistoryRun, _ judge: (HistoryStart) throws -> [HistoryWindow]
  ) throws(HistoryFailure) {
    do {
      try queue.inTransaction(.immediate) { db in
        let reading = try HistoryReading(db, run)
        let first = reading.first
        let windows = try judge(
          HistoryStart(
            history: try reading.history(), first: first,
            before: try reading.position(before: first)
          ))
        try HistoryWriting(db, run, reading.streams).write(windows)
        return .commit
      }
    } catch {
      throw HistoryFile.failure(error, path)
    }
  }

  /// Opens a file to read it, and changes nothing.
  package init(reading path: String) throws(HistoryFailure) {
    self.path = path
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { db in
        try HistorySchema.check(db)
        guard try HistorySchema.storedVersion(db) != 0 else {
          throw HistoryFailure(.unusable, "this is no history of Tidemark: it is empty")
        }
      }
    } catch {
      throw HistoryFile.failure(error, path)
    }
  }

  /// Reads what no run changes meanwhile.
  func read<Value>(_ body: (Database) throws -> Value) throws(HistoryFailure) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw HistoryFile.failure(error, path)
    }
  }

  private static func failure(_ error: any Error, _ path: String) -> HistoryFailure {
    if let failure = error as? HistoryFailure {
      return HistoryFailure(failure.kind, "\(path): \(failure.message)")
    }
    guard let error = error as? DatabaseError else {
      return HistoryFailure(.unavailable, "\(path): \(error)")
    }
    let (kind, text): (HistoryFailure.Kind, String) =
      switch error.resultCode {
      case .SQLITE_NOTADB:
        (.unusable, "this is no history of Tidemark: name another file, or move this one away")
      case .SQLITE_CORRUPT, .SQLITE_FORMAT: (.unavailable, HistorySchema.damaged)
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        (.unavailable, "another run holds this history: try again when it has ended")
      case .SQLITE_CANTOPEN:
        (.unusable, "this history can't be opened: check the folder and its permissions")
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
        (
          .unusable,
          "this history can't be written: check the permissions of the file and the folder"
        )
      case .SQLITE_FULL:
        (.unavailable, "there is no room for this history: free some, nothing of it was lost")
      default:
        (
          .unavailable,
          "this history can't be used: \(error.message ?? "SQLite \(error.resultCode)")"
        )
      }
    return HistoryFailure(kind, "\(path): \(text)")
  }
}
