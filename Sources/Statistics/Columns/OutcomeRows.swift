/// The rows of each outcome of a condition.
struct OutcomeRows {
  /// By `OutcomeCode`; nil where there are none.
  private let sets: [RowSet?]

  /// - Parameter outcomes: the `OutcomeCode` of each row.
  init(_ outcomes: [UInt8]) {
    let words = (outcomes.count + 63) / 64
    var sets = [[UInt64]](
      repeating: [UInt64](repeating: 0, count: words), count: OutcomeCode.count)
    for word in 0..<words {
      let rows = word * 64..<min(word * 64 + 64, outcomes.count)
      var (no, null): (UInt64, UInt64) = (0, 0)
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: 8) {
        let codes = Self.load(outcomes, first)
        let place = UInt64(first - rows.lowerBound)
        no |= Self.lowBits(codes) &<< place
        null |= Self.lowBits(codes &>> 1) &<< place
      }
      sets[Int(OutcomeCode.yes)][word] = ~(no | null) & (UInt64.max >> UInt64(64 - rows.count))
      sets[Int(OutcomeCode.no)][word] = no
      sets[Int(OutcomeCode.null)][word] = null
    }
    self.sets = sets.map(RowSet.init).map { $0.isEmpty ? nil : $0 }
  }

  /// Eight outcomes from a row on, the first in the lowest byte; 0 beyond the last row.
  @inline(__always)
  private static func load(_ outcomes: [UInt8], _ first: Int) -> UInt64 {
    if first &+ 8 <= outcomes.count {
      return unsafe outcomes.withUnsafeBytes {
        unsafe UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: first, as: UInt64.self))
      }
    }
    return outcomes[first...].reversed().reduce(0) { $0 &<< 8 | UInt64($1) }
  }

  /// The lowest bit of each byte, that of the lowest byte first: the product moves each to its place.
  @inline(__always)
  private static func lowBits(_ bytes: UInt64) -> UInt64 {
    ((bytes & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
  }

  /// - Parameter outcome: one of `OutcomeCode`.
  subscript(outcome: UInt8) -> RowSet? { sets[Int(outcome)] }
}
