import Engine
import Foundation

/// A segment as text: `[["region", "north"], ["zone", null]]`.
enum StoredSegment {
  static func encode(_ segment: History.Segment) -> String {
    JSON.array(segment.map { .array([.string($0.name), .string($0.value)]) }).text()
  }

  static func decode(_ text: String) throws -> History.Segment {
    let pairs = try? JSONDecoder().decode([[String?]].self, from: Data(text.utf8))
    let parts = pairs?.compactMap { pair -> History.SegmentPart? in
      guard pair.count == 2, let name = pair[0] else { return nil }
      return History.SegmentPart(name, pair[1])
    }
    guard let parts, parts.count == pairs?.count else {
      throw HistoryFailure(.unavailable, HistorySchema.damaged)
    }
    return parts
  }
}
