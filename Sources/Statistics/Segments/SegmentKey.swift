/// The values of the columns that records are told apart by: `region = north, zone = 3`.
///
/// Values are categories: `1.0` is `1`, and a missing value is one of its own. Keys are ordered by a hash
/// that is the same on every machine and run, so that which keys come first has nothing to do with the
/// order of the records.
package struct SegmentKey: Hashable, Sendable, Comparable {
  /// For each column: 0 where the value is missing, else 1, the length in four bytes, the value.
  let bytes: [UInt8]
  private let rank: UInt64

  init(bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    self.bytes = bytes
    rank = unsafe bytes.withUnsafeBytes { buffer in
      unsafe buffer.baseAddress.map {
        unsafe StableHash.hash($0, count: buffer.count, domain: 2)
      } ?? 0
    }
  }

  /// A key of these values; nil is a missing one.
  package init(_ values: [String?]) {
    var bytes: [UInt8] = []
    for value in values {
      guard let value else {
        SegmentKey.appendMissing(to: &bytes)
        continue
      }
      unsafe Array(value.utf8).withUnsafeBytes { text in
        unsafe CategoryKey.with(text) { unsafe SegmentKey.append($0, to: &bytes) }
      }
    }
    self.init(bytes: bytes)
  }

  static func appendMissing(to bytes: inout [UInt8]) { bytes.append(0) }

  static func append(_ value: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    bytes.append(1)
    let count = UInt32(value.count)
    for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
    unsafe bytes.append(contentsOf: value)
  }

  /// The value of each column; nil for a missing one.
  package var values: [String?] {
    var result: [String?] = []
    var position = 0
    while let next = SegmentKey.value(in: bytes, at: position) {
      result.append(next.value.map { String(decoding: $0, as: UTF8.self) })
      position = next.end
    }
    return result
  }

  private static func value(
    in bytes: [UInt8], at start: Int
  ) -> (value: ArraySlice<UInt8>?, end: Int)? {
    guard start < bytes.count else { return nil }
    if bytes[start] == 0 { return (nil, start + 1) }
    guard bytes[start] == 1, bytes.count - start >= 5 else { return nil }
    let count = (1...4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * ($1 - 1)) }
    guard count <= bytes.count - start - 5 else { return nil }
    return (bytes[start + 5..<start + 5 + count], start + 5 + count)
  }

  /// Whether stored bytes are the values of so many columns.
  func isWellFormed(columns: Int) -> Bool {
    var position = 0
    for _ in 0..<columns {
      guard let next = SegmentKey.value(in: bytes, at: position) else { return false }
      position = next.end
    }
    return position == bytes.count
  }

  package static func == (a: SegmentKey, b: SegmentKey) -> Bool {
    a.rank == b.rank && a.bytes == b.bytes
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(rank) }

  package static func < (a: SegmentKey, b: SegmentKey) -> Bool {
    a.rank != b.rank ? a.rank < b.rank : a.bytes.lexicographicallyPrecedes(b.bytes)
  }
}
