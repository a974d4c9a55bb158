/// Counts by key: open addressing over flat arrays, the keys' bytes end to end in one arena.
struct KeyTable: Sendable {
  /// Its key ends where that of the next entry starts.
  private struct Entry: Sendable {
    let hash: UInt32
    let start: UInt32
    var count: Int
  }

  /// Number of the entry + 1 by slot, 0 where free; a power of two, at most half full.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var entries: [Entry] = []
  private var arena: [UInt8] = []

  var count: Int { entries.count }
  /// Bytes of all keys.
  var bytes: Int { arena.count }

  func key(_ entry: Int) -> ArraySlice<UInt8> { arena[range(of: entry)] }

  @inline(__always)
  private func range(of entry: Int) -> Range<Int> {
    let next = entry &+ 1
    return Int(
      entries[entry].start)..<(next < entries.count ? Int(entries[next].start) : arena.count)
  }

  /// What the key of an entry was counted.
  func count(of entry: Int) -> Int { entries[entry].count }

  /// Adds to the count of a key; whether the key is new.
  @inline(__always)
  mutating func add(_ key: UnsafeRawBufferPointer, _ weight: Int) -> Bool {
    unsafe add(key, Self.hash(key), weight)
  }

  @inline(__always)
  private mutating func add(_ key: UnsafeRawBufferPointer, _ hash: UInt32, _ weight: Int) -> Bool {
    let (held, slot) = unsafe find(key, hash)
    if let held {
      entries[held].count.tally(weight)
      return false
    }
    unsafe insert(key, hash, weight, slot)
    return true
  }

  /// Adds the counts of another table.
  mutating func add(_ other: KeyTable) {
    unsafe other.arena.withUnsafeBytes { arena in
      for index in other.entries.indices {
        let key = unsafe UnsafeRawBufferPointer(rebasing: arena[other.range(of: index)])
        _ = unsafe add(key, other.entries[index].hash, other.entries[index].count)
      }
    }
  }

  /// The entry of a key, which is made with a count of 0 where there is none.
  @inline(__always)
  mutating func entry(of key: UnsafeRawBufferPointer) -> Int {
    if let known = unsafe find(key) { return known }
    _ = unsafe add(key, 0)
    return count - 1
  }

  func find(_ key: UnsafeRawBufferPointer) -> Int? { unsafe find(key, Self.hash(key)).entry }

  /// The entry of a key, and the slot where it is or would be.
  @inline(__always)
  private func find(_ key: UnsafeRawBufferPointer, _ hash: UInt32) -> (entry: Int?, slot: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let held = Int(slots[slot]) - 1
      if held < 0 { return (nil, slot) }
      if entries[held].hash == hash, unsafe equals(held, key) { return (held, slot) }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  private static func hash(_ key: UnsafeRawBufferPointer) -> UInt32 {
    guard let base = key.baseAddress else { return 0 }
    return unsafe UInt32(
      truncatingIfNeeded: StableHash.hash(base, count: key.count, domain: 0))
  }

  /// Words at a time: the last one may overlap the one before it.
  @inline(__always)
  private func equals(_ entry: Int, _ key: UnsafeRawBufferPointer) -> Bool {
    let count = key.count
    let range = range(of: entry)
    guard range.count == count else { return false }
    return unsafe arena.withUnsafeBytes { arena in
      let held = unsafe UnsafeRawBufferPointer(rebasing: arena[range])
      guard count >= 8 else {
        for index in 0..<count where unsafe held[index] != key[index] { return false }
        return true
      }
      var index = 0
      while index < count {
        let at = Swift.min(index, count - 8)
        let a = unsafe held.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        guard unsafe a == key.loadUnaligned(fromByteOffset: at, as: UInt64.self) else {
          return false
        }
        index += 8
      }
      return true
    }
  }

  private mutating func insert(
    _ key: UnsafeRawBufferPointer, _ hash: UInt32, _ weight: Int, _ slot: Int
  ) {
    entries.append(Entry(hash: hash, start: UInt32(arena.count), count: weight))
    unsafe arena.append(contentsOf: key)
    slots[slot] = UInt32(entries.count)
    if entries.count * 2 > slots.count { rebuild(slots.count * 2) }
  }

  private mutating func rebuild(_ size: Int) {
    slots = [UInt32](repeating: 0, count: size)
    let mask = size - 1
    for (index, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }

  /// The step of Misra and Gries: takes the count of the first key that doesn't fit from all, and
  /// drops those that come to nothing. At most `keys` keys and `bytes` bytes stay. Returns what was
  /// taken.
  mutating func reduce(keys: Int, bytes: Int) -> Int {
    guard let taken = excess(keys: keys, bytes: bytes) else { return 0 }
    let old = self
    // The room is kept: a table that is reduced once fills again.
    entries.removeAll(keepingCapacity: true)
    arena.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
    unsafe old.arena.withUnsafeBytes { arena in
      for (index, entry) in old.entries.enumerated() where entry.count > taken {
        let key = unsafe UnsafeRawBufferPointer(rebasing: arena[old.range(of: index)])
        _ = unsafe add(key, entry.hash, entry.count - taken)
      }
    }
    return taken
  }

  /// Gives back the room for keys that are gone.
  mutating func trim() {
    var smaller = KeyTable()
    smaller.add(self)
    self = smaller
  }

  /// Has room for so many keys.
  mutating func reserve(_ keys: Int) {
    var size = slots.count
    while keys * 2 > size { size *= 2 }
    if size > slots.count { rebuild(size) }
  }

  /// The count of the first key, in descending order, that doesn't fit; nil where all do.
  private func excess(keys: Int, bytes: Int) -> Int? {
    if arena.count <= bytes {
      guard entries.count > keys else { return nil }
      // Most keys of a table that is full have low counts: those are counted instead of sorted.
      var byCount = [Int](repeating: 0, count: 256)
      for entry in entries { byCount[Swift.min(entry.count, 255)] += 1 }
      var above = byCount[255]
      var count = 255
      while above <= keys, count > 0 {
        count -= 1
        above += byCount[count]
      }
      if count < 255 { return count }
    }
    let order = entries.indices.sorted { entries[$0].count > entries[$1].count }
    var held = 0
    for (kept, entry) in order.enumerated() {
      held += range(of: entry).count
      if kept == keys || held > bytes { return entries[entry].count }
    }
    return nil
  }
}
