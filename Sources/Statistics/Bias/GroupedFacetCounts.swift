/// Records by facet and outcome within each group of a column: what conditional demographic disparity
/// is made of.
///
/// Column 0 of the block holds the facet's condition, column 1 the outcome's, column 2 the group. A
/// group is a value, told apart by 64 bits of its hash: among 10,000 of them two are taken for one with
/// a chance of 3·10⁻¹². Exact up to `groups` distinct values. Beyond, groups are left out by their
/// hash: of every 2^level one stays, at the lowest level at which they fit. Which stay follows from the
/// values alone, so that order and splits never change a byte.
package struct GroupedFacetCounts: Statistic {
  package static let kind = "facet-groups"

  package struct Parameters: Hashable, Sendable, CustomStringConvertible {
    /// Distinct groups at most, 2 up to 2^20.
    package let groups: Int

    package init(groups: Int = 10_000) { self.groups = Swift.min(Swift.max(groups, 2), 1 << 20) }

    package var description: String { "groups: \(groups)" }
  }

  /// Counters of a group: by facet, then outcome, in the order of `OutcomeCode`.
  static let cells = OutcomeCode.count * OutcomeCode.count

  let limit: Int
  /// Trailing zero bits that the hash of a group must have to stay; above 64 none does.
  var level = 0
  /// The counters of all records that have a group, and of those that have none.
  var all = [Int](repeating: 0, count: cells)
  var ungrouped = [Int](repeating: 0, count: cells)
  var table = HashPlaces()
  /// The counters of each place of the table.
  var counts: [Int] = []

  package init(_ parameters: Parameters = Parameters()) { limit = parameters.groups }

  /// Whether all groups are held.
  package var isExact: Bool { level == 0 }
  package var groups: Int { table.count }

  package mutating func update(_ block: ColumnBlock) {
    guard block.columns.count > 2 else { return }
    let facets = block.columns[0].outcomes
    let outcomes = block.columns[1].outcomes
    let groups = block.columns[2].groups
    var seen = [UInt32](repeating: 0, count: groups.hashes.count * Self.cells)
    for row in 0..<block.rows {
      let cell = Int(facets[row]) &* OutcomeCode.count &+ Int(outcomes[row])
      seen[Int(groups.places[row]) &* Self.cells &+ cell] &+= 1
    }
    for (index, hash) in groups.hashes.enumerated() {
      add(seen[index * Self.cells..<(index + 1) * Self.cells], of: hash)
    }
  }

  /// Adds the counters of a group, or of what has none, whose hash is 0.
  private mutating func add(_ seen: ArraySlice<UInt32>, of hash: UInt64) {
    guard hash != 0 else {
      for (cell, count) in seen.enumerated() { ungrouped[cell].tally(Int(count)) }
      return
    }
    for (cell, count) in seen.enumerated() { all[cell].tally(Int(count)) }
    guard level == 0 || hash.trailingZeroBitCount >= level else { return }
    let first = place(of: hash) &* Self.cells
    for (cell, count) in seen.enumerated() { counts[first &+ cell].tally(Int(count)) }
    if table.count > limit { thin() }
  }

  private mutating func place(of hash: UInt64) -> Int {
    let place = table.place(of: hash)
    if place &* Self.cells == counts.count {
      counts.append(contentsOf: repeatElement(0, count: Self.cells))
    }
    return place
  }

  package mutating func merge(_ other: GroupedFacetCounts) {
    for cell in 0..<Self.cells {
      all[cell].tally(other.all[cell])
      ungrouped[cell].tally(other.ungrouped[cell])
    }
    if other.level > level { thin(to: other.level) }
    for (index, hash) in other.table.hashes.enumerated()
    where hash.trailingZeroBitCount >= level {
      let (to, from) = (place(of: hash) * Self.cells, index * Self.cells)
      for cell in 0..<Self.cells { counts[to + cell].tally(other.counts[from + cell]) }
      if table.count > limit { thin() }
    }
  }

  /// Goes up to the lowest level at which the groups fit.
  private mutating func thin() {
    var next = level
    repeat { next += 1 } while table.hashes.count { $0.trailingZeroBitCount >= next } > limit
    thin(to: next)
  }

  private mutating func thin(to level: Int) {
    self.level = level
    let (old, oldCounts) = (table.hashes, counts)
    table = HashPlaces()
    counts = []
    for (index, hash) in old.enumerated() where hash.trailingZeroBitCount >= level {
      let (to, from) = (place(of: hash) * Self.cells, index * Self.cells)
      for cell in 0..<Self.cells { counts[to + cell] = oldCounts[from + cell] }
    }
  }

  // MARK: Coding

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(limit)
    bytes.write(UInt8(level))
    for count in all + ungrouped { bytes.writeTally(count) }
    bytes.write(table.count)
    let hashes = table.hashes
    for place in hashes.indices.sorted(by: { hashes[$0] < hashes[$1] }) {
      bytes.write(hashes[place])
      for cell in 0..<Self.cells { bytes.writeTally(counts[place * Self.cells + cell]) }
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let limit = try bytes.readInt()
    guard Parameters(groups: limit).groups == limit else {
      throw bytes.damaged("\(limit) groups at most")
    }
    self.init(Parameters(groups: limit))
    level = Int(try bytes.readByte())
    for cell in 0..<Self.cells { all[cell] = try bytes.readTally() }
    for cell in 0..<Self.cells { ungrouped[cell] = try bytes.readTally() }
    let count = try bytes.readCount(elementSize: 8 * (Self.cells + 1))
    guard level <= 65, count <= limit else { throw bytes.damaged("groups that can't be") }
    for index in 0..<count {
      let hash = try bytes.readUInt64()
      guard hash != 0, hash.trailingZeroBitCount >= level, place(of: hash) == index else {
        throw bytes.damaged("a group that can't be")
      }
      for cell in 0..<Self.cells {
        counts[index * Self.cells + cell] = try bytes.readTally()
      }
    }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    // Arrays may have twice the room that they need, and a copy is there while they grow.
    MemoryLayout<GroupedFacetCounts>.size + parameters.groups * (8 * cells + 8 + 16) * 3
  }
}
