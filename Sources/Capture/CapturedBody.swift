import Synchronization

/// Bytes that captures may hold in memory, all together.
package final class CaptureMemory: Sendable {
  private let used = Atomic(0)
  private let most: Int

  package init(most: Int) { self.most = most }

  func reserve(_ count: Int) -> Bool {
    let (_, now) = used.add(count, ordering: .relaxed)
    if now <= most { return true }
    release(count)
    return false
  }

  func release(_ count: Int) { used.subtract(count, ordering: .relaxed) }
}

/// The content of a message as it passes by, up to a bound; beyond it nothing is kept.
final class CapturedBody: @unchecked Sendable {
  // Written by the connection's thread alone, and read by the writer's once that is done.
  private(set) var bytes: [UInt8] = []
  private(set) var isWhole = true
  private let memory: CaptureMemory
  private let most: Int

  init(_ memory: CaptureMemory, most: Int) {
    self.memory = memory
    self.most = most
  }

  func append(_ more: ArraySlice<UInt8>) {
    guard isWhole, !more.isEmpty else { return }
    guard bytes.count + more.count <= most, memory.reserve(more.count) else { return drop() }
    bytes += more
  }

  /// Keeps nothing from now on.
  func drop() {
    isWhole = false
    memory.release(bytes.count)
    bytes = []
  }

  deinit { memory.release(bytes.count) }
}
