import Engine
import Foundation

/// What a clause carries, as text.
struct StoredClause: Codable {
  private let firing: Bool
  /// A `1` for each window that violated it, else a `0`, oldest first.
  private let violations: String
  private let releases: String
  private let since: Double?

  static func encode(_ clauses: [FiringState]) throws -> String {
    let bits = { (outcomes: [Bool]) in outcomes.map { $0 ? "1" : "0" }.joined() }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let stored = clauses.map {
      StoredClause(
        firing: $0.isFiring, violations: bits($0.violations), releases: bits($0.releases),
        since: $0.since)
    }
    return String(decoding: try encoder.encode(stored), as: UTF8.self)
  }

  static func decode(_ text: String) throws -> [FiringState] {
    guard let stored = try? JSONDecoder().decode([StoredClause].self, from: Data(text.utf8)) else {
      throw HistoryFailure(.unavailable, HistorySchema.damaged)
    }
    return stored.map {
      FiringState(
        isFiring: $0.firing, violations: $0.violations.map { $0 == "1" },
        releases: $0.releases.map { $0 == "1" }, since: $0.since)
    }
  }
}
