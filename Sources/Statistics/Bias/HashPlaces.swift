/// Numbers hashes that are not 0 in the order in which they come, by linear probing in a flat table at
/// most half full.
struct HashPlaces: Sendable {
  /// Place + 1 by slot, 0 where free.
  private var slots = [UInt32](repeating: 0, count: 64)
  private(set) var hashes: [UInt64] = []

  var count: Int { hashes.count }

  /// The place of a hash, which is the next one where it is new.
  @inline(__always)
  mutating func place(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    // Hashes that stay after thinning end in zeros: their upper bits tell them apart.
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while true {
      let held = Int(slots[slot]) - 1
      if held < 0 { break }
      if hashes[held] == hash { return held }
      slot = (slot + 1) & mask
    }
    hashes.append(hash)
    slots[slot] = UInt32(hashes.count)
    if hashes.count * 2 > slots.count { grow() }
    return hashes.count - 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (place, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(place + 1)
    }
  }
}
