import Dispatch
import Foundation
import Synchronization

/// Writes records beside the answers, never before them, and counts what became of each.
package final class CaptureWriter: Sendable {
  /// What became of requests.
  package struct Counts: Sendable, Equatable {
    package var requests = 0
    package var captured = 0
    /// Left out by chance, as `--sample` says.
    package var notSampled = 0
    /// What the service would not capture: other methods and paths, answers that are no success.
    package var notOfInterest = 0
    /// Calls of tidemark itself.
    package var own = 0
    /// Larger than is captured, or more at once than there is memory for.
    package var tooLarge = 0
    /// Compressed, which no reader of captures undoes.
    package var compressed = 0
    /// Records that could not be written.
    package var lost = 0
    /// Requests that the model could not be reached for.
    package var unreachable = 0
  }

  private let state: Mutex<CaptureFolder>
  private let types: CaptureContentTypes
  private let queue = DispatchQueue(label: "capture")
  private let counted = Mutex(Counts())
  private let lastSaid = Mutex(-Double.infinity)
  private let say: @Sendable (String) -> Void
  private let now: @Sendable () -> Double

  /// - Parameter say: takes a sentence about what went wrong.
  package init(
    _ folder: CaptureFolder, _ types: CaptureContentTypes,
    now: @escaping @Sendable () -> Double, say: @escaping @Sendable (String) -> Void
  ) {
    state = Mutex(folder)
    self.types = types
    self.now = now
    self.say = say
  }

  package var counts: Counts { counted.withLock { $0 } }

  package func count(_ what: (inout Counts) -> Void) { counted.withLock { what(&$0) } }

  /// The time by which records are dated.
  var time: Double { now() }

  func add(_ record: CaptureRecord) {
    queue.async { [self] in write(record) }
  }

  /// Returns when all records so far are written.
  package func finish() async {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume() }
    }
  }

  private func write(_ record: CaptureRecord) {
    let id = UUID().uuidString.lowercased()
    let line = Array(record.json(id: id, types).text().utf8) + [UInt8(ascii: "\n")]
    let failure = state.withLock { folder -> CaptureFailure? in
      do throws(CaptureFailure) {
        try folder.append(line, at: record.time)
        return nil
      } catch {
        return error
      }
    }
    guard let failure else { return count { $0.captured += 1 } }
    count { $0.lost += 1 }
    report("\(failure); answers go through, their records are lost (\(counts.lost) so far)")
  }

  /// Says what goes wrong, once a minute.
  func report(_ text: String) {
    let isDue = lastSaid.withLock { last in
      guard abs(now() - last) >= 60 else { return false }
      last = now()
      return true
    }
    if isDue { say(text) }
  }
}
