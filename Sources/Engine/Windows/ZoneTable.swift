/// What clocks of a time zone show: its offsets from UTC, as compiled zone files have them.
///
/// Offsets are seconds east of Greenwich; moments are whole seconds since 1970-01-01T00:00:00Z.
package struct ZoneTable: Sendable, Equatable {
  /// `Europe/Berlin`
  package let name: String
  /// Moments at which clocks change, rising.
  private let transitions: [Int]
  /// What holds from each of them on.
  private let offsets: [Int]
  /// What holds before the first.
  private let first: Int
  /// What holds after the last.
  private let rule: ZoneRule?

  /// Reads the bytes of a zone file.
  ///
  /// Source: RFC 9636, «The Time Zone Information Format (TZif)».
  ///
  /// - Returns: nil where the bytes are no such file, of version 2 or later.
  package init?(name: String, bytes: [UInt8]) {
    guard let old = Header(bytes, at: 0), old.version >= UInt8(ascii: "2"),
      let header = Header(bytes, at: Header.size + old.bodySize(timeBytes: 4))
    else { return nil }
    let times = header.start + Header.size
    let indices = times + 8 * header.times
    let types = indices + header.times
    let end = header.start + Header.size + header.bodySize(timeBytes: 8)
    guard end <= bytes.count, header.types > 0 else { return nil }
    let offset = { (type: Int) -> Int? in
      guard type < header.types else { return nil }
      return Int(Int32(truncatingIfNeeded: ZoneTable.integer(bytes, types + 6 * type, count: 4)))
    }
    var offsets: [Int] = []
    for index in 0..<header.times {
      guard let value = offset(Int(bytes[indices + index])), abs(value) <= 93_600 else {
        return nil
      }
      offsets.append(value)
    }
    let transitions = (0..<header.times).map { ZoneTable.integer(bytes, times + 8 * $0, count: 8) }
    guard zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }),
      let first = offset(0), abs(first) <= 93_600
    else { return nil }
    let footer = bytes[end...].dropFirst().prefix { $0 != UInt8(ascii: "\n") }
    let text = String(decoding: footer, as: UTF8.self)
    let rule = ZoneRule(text)
    if rule == nil, !text.isEmpty { return nil }
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.first = first
    self.rule = rule
  }

  private struct Header {
    static let size = 44
    let start: Int
    let version: UInt8
    let universal: Int
    let standard: Int
    let leaps: Int
    let times: Int
    let types: Int
    let characters: Int

    init?(_ bytes: [UInt8], at start: Int) {
      guard start + Header.size <= bytes.count, bytes[start...].starts(with: "TZif".utf8)
      else { return nil }
      let counts = (0..<6).map { ZoneTable.integer(bytes, start + 20 + 4 * $0, count: 4) }
      guard counts.allSatisfy({ $0 <= bytes.count }) else { return nil }
      self.start = start
      version = bytes[start + 4]
      (universal, standard, leaps) = (counts[0], counts[1], counts[2])
      (times, types, characters) = (counts[3], counts[4], counts[5])
    }

    func bodySize(timeBytes: Int) -> Int {
      times * (timeBytes + 1) + 6 * types + characters + leaps * (timeBytes + 4) + standard
        + universal
    }
  }

  /// A big-endian integer; signed where it has eight bytes.
  private static func integer(_ bytes: [UInt8], _ start: Int, count: Int) -> Int {
    bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// - Complexity: O(log transitions)
  package func offset(at moment: Int) -> Int {
    guard let last = transitions.last else { return rule?.offset(at: moment) ?? first }
    if moment >= last, let rule { return rule.offset(at: moment) }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? first : offsets[low - 1]
  }

  /// The offset outside of summer time, by the rules of today.
  package var standardOffset: Int { rule?.standard ?? offsets.last ?? first }

  /// The first moment at which clocks show a time, given as seconds since 1970-01-01T00:00:00 on
  /// these clocks; of a time that they leap over, the moment of the leap.
  package func moment(ofClock clock: Int) -> Int {
    let around = [offset(at: clock - 86_400), offset(at: clock + 86_400)]
    let (early, late) = (clock - max(around[0], around[1]), clock - min(around[0], around[1]))
    if early + offset(at: early) == clock { return early }
    if late + offset(at: late) == clock { return late }
    var (low, high) = (early, late)
    while low < high {
      let middle = low + (high - low) / 2
      if middle + offset(at: middle) < clock { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
