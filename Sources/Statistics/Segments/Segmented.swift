/// A statistic by segment: one for each of the segments whose keys come first, and one for all others.
///
/// The first `capacity` keys in the order of their hashes are kept, whatever order the records come in:
/// a segment that is among the first of the whole is among the first of every part, so it is never
/// missing records (the sampling of distinct values by least hash: Cohen, "Size-estimation framework",
/// 1997). The first columns of its blocks hold the segment, the rest is for the statistic.
package struct Segmented<S: Statistic>: Statistic {
  package struct Parameters: Hashable, Sendable {
    /// Columns of the key, 1 or more.
    package let columns: Int
    /// Segments that are kept apart at most.
    package let capacity: Int
    package let of: S.Parameters

    package init(columns: Int, capacity: Int, of parameters: S.Parameters) {
      self.columns = columns
      self.capacity = capacity
      of = parameters
    }
  }

  package static var kind: String { "segmented " + S.kind }

  private let columns: Int
  private let capacity: Int
  /// What has seen no rows.
  package let empty: S
  /// The kept keys, ascending.
  package private(set) var keys: [SegmentKey] = []
  private var statistics: [SegmentKey: S] = [:]
  /// The rows of all segments that are not kept; nil where each is.
  private var other: S?

  package init(_ parameters: Parameters) {
    columns = parameters.columns
    capacity = max(1, parameters.capacity)
    empty = S(parameters.of)
  }

  /// Whether some segments were not kept apart.
  package var hasOthers: Bool { other != nil }

  /// The statistic of a segment; nil where it was not seen or not kept.
  package subscript(key: SegmentKey) -> S? { statistics[key] }

  /// The statistic of every segment but some.
  package func all(except chosen: Set<SegmentKey>) -> S {
    var result = empty
    for key in keys where !chosen.contains(key) {
      if let statistic = statistics[key] { result.merge(statistic) }
    }
    if let other { result.merge(other) }
    return result
  }

  package mutating func update(_ block: ColumnBlock) {
    let rest = block.columns(Array(columns..<block.columns.count))
    let groups = SegmentGroups(block, columns: columns)
    if groups.keys.count == 1 { return update(groups.keys[0], rest) }
    for (key, rows) in zip(groups.keys, groups.rows) { update(key, rest.selecting(rows)) }
  }

  private mutating func update(_ key: SegmentKey, _ block: ColumnBlock) {
    if makeRoom(for: key) {
      statistics[key]?.update(block)
    } else {
      if other == nil { other = empty }
      other?.update(block)
    }
  }

  package mutating func merge(_ more: Segmented) {
    for key in more.keys {
      guard let statistic = more.statistics[key] else { continue }
      if makeRoom(for: key) {
        statistics[key]?.merge(statistic)
      } else {
        mergeOther(statistic)
      }
    }
    if let statistic = more.other { mergeOther(statistic) }
  }

  private mutating func mergeOther(_ statistic: S) {
    if other == nil { other = empty }
    other?.merge(statistic)
  }

  /// Whether a key is kept; the last of the kept ones makes room for it where it comes before that.
  private mutating func makeRoom(for key: SegmentKey) -> Bool {
    if statistics[key] != nil { return true }
    if keys.count >= capacity {
      guard let last = keys.last, key < last else { return false }
      keys.removeLast()
      if let evicted = statistics.removeValue(forKey: last) { mergeOther(evicted) }
    }
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    keys.insert(key, at: low)
    statistics[key] = empty
    return true
  }

  // MARK: Coding

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(columns)
    bytes.write(capacity)
    empty.encode(into: &bytes)
    bytes.write(keys.count)
    for key in keys {
      bytes.write(key.bytes)
      (statistics[key] ?? empty).encode(into: &bytes)
    }
    bytes.write(UInt8(other == nil ? 0 : 1))
    other?.encode(into: &bytes)
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    columns = try bytes.readInt()
    capacity = try bytes.readInt()
    guard columns >= 1, columns <= 64, capacity >= 1 else {
      throw bytes.damaged("no such segments")
    }
    empty = try S(decoding: &bytes)
    let count = try bytes.readCount(elementSize: 8)
    guard count <= capacity else { throw bytes.damaged("too many segments") }
    for _ in 0..<count {
      let key = SegmentKey(bytes: try bytes.readBytes())
      guard key.isWellFormed(columns: columns), keys.last.map({ $0 < key }) ?? true else {
        throw bytes.damaged("the segments are not in order")
      }
      keys.append(key)
      statistics[key] = try S(decoding: &bytes)
    }
    switch try bytes.readByte() {
    case 0: break
    case 1: other = try S(decoding: &bytes)
    default: throw bytes.damaged("no such mark of other segments")
    }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    let (bytes, overflow) = (parameters.capacity + 1).multipliedReportingOverflow(
      by: S.memory(parameters.of) + 64)
    return overflow ? .max : bytes
  }
}
