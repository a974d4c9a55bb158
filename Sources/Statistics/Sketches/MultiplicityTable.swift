/// Counts by hash, by linear probing in flat arrays at most three quarters full; 12 bytes a slot.
struct MultiplicityTable: Sendable {
  /// A count beyond this stays here.
  static let largestCount = 0x7fff_ffff
  private static let mark: UInt32 = 0x8000_0000

  /// 0 where free.
  private var hashes: [UInt64]
  /// Counts, with the top bit for hashes that are marked.
  private var counts: [UInt32]
  private(set) var count = 0

  init() {
    hashes = [UInt64](repeating: 0, count: 64)
    counts = [UInt32](repeating: 0, count: 64)
  }

  /// Slots at most for so many hashes.
  static func slots(for hashes: Int) -> Int {
    var slots = 64
    while hashes * 4 > slots * 3 { slots *= 2 }
    return slots
  }

  /// The hashes with their counts, ascending: the same for the same table.
  var sorted: [(hash: UInt64, count: Int)] {
    entries.sorted { $0.hash < $1.hash }
  }

  /// The hashes with their counts, in no order.
  var entries: [(hash: UInt64, count: Int)] {
    var result: [(hash: UInt64, count: Int)] = []
    result.reserveCapacity(count)
    for slot in hashes.indices where hashes[slot] != 0 {
      result.append((hashes[slot], Int(counts[slot] & ~Self.mark)))
    }
    return result
  }

  /// The count of a hash, 0 where it is not held.
  func count(of hash: UInt64) -> Int { Int(counts[slot(of: hash)] & ~Self.mark) }

  func isMarked(_ hash: UInt64) -> Bool { counts[slot(of: hash)] & Self.mark != 0 }

  /// Marks a hash that is held, or takes its mark away.
  mutating func setMark(_ hash: UInt64, _ isMarked: Bool) {
    let slot = slot(of: hash)
    guard hashes[slot] != 0 else { return }
    counts[slot] = isMarked ? counts[slot] | Self.mark : counts[slot] & ~Self.mark
  }

  /// Adds to the count of a hash that is not 0; the count it had.
  @inline(__always)
  mutating func add(_ hash: UInt64, _ weight: Int) -> Int {
    let slot = slot(of: hash)
    if hashes[slot] == 0 {
      hashes[slot] = hash
      counts[slot] = UInt32(Swift.min(weight, Self.largestCount))
      count += 1
      if count * 4 > hashes.count * 3 { rebuild(hashes.count * 2) { _ in true } }
      return 0
    }
    let before = Int(counts[slot] & ~Self.mark)
    let after = UInt32(Swift.min(before + Swift.min(weight, Self.largestCount), Self.largestCount))
    counts[slot] = counts[slot] & Self.mark | after
    return before
  }

  /// Where a hash is held, or the free slot where it would be.
  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    let mask = hashes.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != hash, hashes[slot] != 0 { slot = (slot + 1) & mask }
    return slot
  }

  mutating func removeAll(above highest: UInt64) { rebuild(hashes.count) { $0 <= highest } }

  private mutating func rebuild(_ size: Int, _ keeps: (UInt64) -> Bool) {
    let (oldHashes, oldCounts) = (hashes, counts)
    hashes = [UInt64](repeating: 0, count: size)
    counts = [UInt32](repeating: 0, count: size)
    count = 0
    for old in oldHashes.indices where oldHashes[old] != 0 && keeps(oldHashes[old]) {
      let slot = slot(of: oldHashes[old])
      hashes[slot] = oldHashes[old]
      counts[slot] = oldCounts[old]
      count += 1
    }
  }
}
