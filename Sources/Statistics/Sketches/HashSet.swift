/// A set of hashes that are not 0, by linear probing in a flat table at most half full.
struct HashSet: Sendable {
  /// Slots at most: `DistinctCount.mostExact` + 1 hashes, half full.
  static let largest = 16_384

  private var slots: [UInt64]
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

  mutating func formUnion(_ other: HashSet) {
    for hash in other.slots where hash != 0 { insert(hash) }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for hash in old where hash != 0 {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash
    }
  }
}
