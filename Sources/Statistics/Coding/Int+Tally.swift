extension Int {
  /// No count of cells goes beyond this; a stored one that does is damaged.
  package static let largestTally = 1 << 56

  /// Adds a count, and stays at the largest `Int` instead of overflowing: stored counts that were
  /// forged add up to nonsense, not to a crash.
  package mutating func tally(_ count: Int) {
    let (sum, overflow) = addingReportingOverflow(count)
    self = overflow ? .max : sum
  }
}

extension ByteReader {
  /// A count of cells, 0 up to 2^56.
  package mutating func readTally() throws(DamagedState) -> Int {
    let count = try readInt()
    guard count >= 0, count <= Int.largestTally else {
      throw damaged("\(count) is no count of cells")
    }
    return count
  }
}

extension ByteWriter {
  /// A count as `readTally` accepts it.
  package mutating func writeTally(_ count: Int) { write(Swift.min(count, Int.largestTally)) }
}
