/// A set of hashes that are not 0, by linear probing in a flat table at most half full.
struct HashSet: Sendable {
  /// Slots at most: `DistinctCount.mostExact` + 1 hashes, half full.
  static let largest = 16_384

  /// The hashes in no order, and 0 for free slots.
  private(set) var slots: [UInt64]
  private(set) var count = 0

  init(reserving slots: Int = 64) { self.slots = [UInt64](repeating: 0, count: slots) }

  /// The hashes ascending: the same for the same set.
  var sorted: [UInt64] { slots.filter { $0 != 0 }.sorted() }

  mutating func insert(_ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let held = slots[slot]
      if held == hash { return }
      if held == 0 { break }
      slot = (slot + 1) & mask
    }
    slots[slot] = hash
    count += 1
    if count * 2 > slots.count { grow() }
  }

  /// Inserts hashes in order until more than `limit` are held; how many were taken.
  mutating func insert(_ hashes: [UInt64], limit: Int) -> Int {
    reserve(Swift.min(count + hashes.count, limit + 1))
    let mask = slots.count - 1
    var held = count
    var taken = 0
    unsafe slots.withUnsafeMutableBufferPointer { slots in
      while taken < hashes.count, held <= limit {
        let hash = hashes[taken]
        var slot = Int(truncatingIfNeeded: hash) & mask
        while unsafe slots[slot] != hash, unsafe slots[slot] != 0 { slot = (slot + 1) & mask }
        held += unsafe slots[slot] == 0 ? 1 : 0
        unsafe slots[slot] = hash
        taken += 1
      }
    }
    count = held
    return taken
  }

  private mutating func reserve(_ hashes: Int) {
    while hashes * 2 > slots.count { grow() }
  }

  mutating func formUnion(_ other: HashSet) {
    for hash in other.slots where hash != 0 { insert(hash) }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: Swift.max(64, old.count * 2))
    let mask = slots.count - 1
    for hash in old where hash != 0 {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash
    }
  }
}
