/// Counts by key: open addressing over flat arrays, the keys' bytes end to end in one arena.
struct KeyTable: Sendable {
  /// Entry + 1 by slot, 0 where free; a power of two, at most half full.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var hashes: [UInt64] = []
  private var starts: [Int] = [0]
  private var arena: [UInt8] = []
  private(set) var counts: [Int] = []

  var count: Int { counts.count }
  /// Bytes of all keys.
  var bytes: Int { arena.count }

  func key(_ entry: Int) -> ArraySlice<UInt8> { arena[starts[entry]..<starts[entry + 1]] }

  /// Adds to the count of a key; whether the key is new.
  @inline(__always)
  mutating func add(_ key: UnsafeRawBufferPointer, _ weight: Int) -> Bool {
    let hash = unsafe Self.hash(key)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let held = Int(slots[slot]) - 1
      if held < 0 { break }
      if hashes[held] == hash, unsafe equals(held, key) {
        counts[held].tally(weight)
        return false
      }
      slot = (slot + 1) & mask
    }
    unsafe insert(key, hash, weight, slot)
    return true
  }

  /// The entry of a key, which is made with a count of 0 where there is none.
  @inline(__always)
  mutating func entry(of key: UnsafeRawBufferPointer) -> Int {
    if let known = unsafe find(key) { return known }
    _ = unsafe add(key, 0)
    return count - 1
  }

  func find(_ key: UnsafeRawBufferPointer) -> Int? {
    let hash = unsafe Self.hash(key)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let held = Int(slots[slot]) - 1
      if held < 0 { return nil }
      if hashes[held] == hash, unsafe equals(held, key) { return held }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  private static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
    guard let base = key.baseAddress else { return StableHash.hash(0, domain: 0) }
    return unsafe StableHash.hash(base, count: key.count, domain: 0)
  }

  @inline(__always)
  private func equals(_ entry: Int, _ key: UnsafeRawBufferPointer) -> Bool {
    let start = starts[entry]
    guard starts[entry + 1] - start == key.count else { return false }
    return unsafe arena.withUnsafeBytes { arena in
      for index in 0..<key.count where unsafe arena[start + index] != key[index] { return false }
      return true
    }
  }

  private mutating func insert(
    _ key: UnsafeRawBufferPointer, _ hash: UInt64, _ weight: Int, _ slot: Int
  ) {
    unsafe arena.append(contentsOf: key)
    starts.append(arena.count)
    hashes.append(hash)
    counts.append(weight)
    slots[slot] = UInt32(counts.count)
    if counts.count * 2 > slots.count { rebuild(slots.count * 2) }
  }

  private mutating func rebuild(_ size: Int) {
    slots = [UInt32](repeating: 0, count: size)
    let mask = size - 1
    for entry in hashes.indices {
      var slot = Int(truncatingIfNeeded: hashes[entry]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(entry + 1)
    }
  }

  /// The step of Misra and Gries: takes the count of the first key that doesn't fit from all, and
  /// drops those that come to nothing. At most `keys` keys and `bytes` bytes stay. Returns what was
  /// taken.
  mutating func reduce(keys: Int, bytes: Int) -> Int {
    let order = counts.indices.sorted { counts[$0] > counts[$1] }
    var kept = 0
    var held = 0
    for entry in order {
      held += starts[entry + 1] - starts[entry]
      if kept == keys || held > bytes { break }
      kept += 1
    }
    guard kept < order.count else { return 0 }
    let taken = counts[order[kept]]
    var smaller = KeyTable()
    unsafe arena.withUnsafeBytes { arena in
      for entry in counts.indices where counts[entry] > taken {
        let key = unsafe UnsafeRawBufferPointer(rebasing: arena[starts[entry]..<starts[entry + 1]])
        _ = unsafe smaller.add(key, counts[entry] - taken)
      }
    }
    self = smaller
    return taken
  }
}
