/// A statistic of each of 64 sub-samples: what a standard error is drawn from.
///
/// Each row is dealt to one sub-sample by a seeded hash of its number, so that all statistics over the
/// same rows deal alike and no period of the data shows. Merged, the sub-samples are the whole,
/// whatever the split; which rows share one depends on the pieces and their order, and with it an
/// error drawn from them, within the bound that `StandardError` states.
package struct Subsampled<S: Statistic>: Statistic {
  package static var kind: String { "subsampled " + S.kind }

  package struct Parameters: Hashable, Sendable {
    package let of: S.Parameters

    package init(of parameters: S.Parameters) { of = parameters }
  }

  /// What has seen no rows.
  private let empty: S
  package private(set) var rows = 0
  /// 64 of them.
  package private(set) var parts: [S]

  package init(_ parameters: Parameters) {
    empty = S(parameters.of)
    parts = [S](repeating: empty, count: Subsamples.count)
  }

  package mutating func update(_ block: ColumnBlock) {
    for (part, rows) in Subsamples.dealt(block.rows, from: rows).enumerated() where !rows.isEmpty {
      parts[part].update(block.selecting(rows))
    }
    rows.tally(block.rows)
  }

  package mutating func merge(_ other: Subsampled) {
    let step = Subsamples.step(after: rows)
    for (part, more) in other.parts.enumerated() {
      parts[(part + step) % Subsamples.count].merge(more)
    }
    rows.tally(other.rows)
  }

  /// The sub-samples together, each as often as it was drawn.
  package func drawn(_ times: [Int]) -> S {
    var result = empty
    for (part, times) in zip(parts, times) {
      for _ in 0..<times { result.merge(part) }
    }
    return result
  }

  // MARK: Coding

  package func encode(into bytes: inout ByteWriter) {
    empty.encode(into: &bytes)
    bytes.write(rows)
    for part in parts { part.encode(into: &bytes) }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    empty = try S(decoding: &bytes)
    rows = try bytes.readInt()
    guard rows >= 0 else { throw bytes.damaged("a negative number of rows") }
    parts = []
    for _ in 0..<Subsamples.count { parts.append(try S(decoding: &bytes)) }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    let (bytes, overflow) = S.memory(parameters.of).multipliedReportingOverflow(
      by: Subsamples.count + 1)
    return overflow ? .max : bytes
  }
}

/// How rows are dealt to sub-samples, and sub-samples drawn.
package enum Subsamples {
  package static let count = 64

  /// The rows of each sub-sample of a block whose first row has a number.
  static func dealt(_ rows: Int, from first: Int) -> [[Int32]] {
    var dealt = [[Int32]](repeating: [], count: count)
    for row in 0..<rows {
      let number = UInt64(truncatingIfNeeded: first &+ row)
      dealt[Int(mixed(number) >> 58)].append(Int32(truncatingIfNeeded: row))
    }
    return dealt
  }

  /// By how much the sub-samples of what follows some rows are moved on: the first rows of many small
  /// pieces do not all fall to the same.
  static func step(after rows: Int) -> Int {
    rows == 0 ? 0 : Int(mixed(UInt64(truncatingIfNeeded: rows) | 1 << 63) >> 58)
  }

  /// How often each sub-sample is in the draw of a number, with replacement, as many as there are.
  package static func draw(_ number: Int) -> [Int] {
    var times = [Int](repeating: 0, count: count)
    let seed = UInt64(truncatingIfNeeded: number) << 32
    for index in 0..<UInt64(count) { times[Int(mixed(~(seed | index)) >> 58)] += 1 }
    return times
  }

  /// SplitMix64 of a number (Steele, Lea and Flood, 2014).
  private static func mixed(_ number: UInt64) -> UInt64 {
    var z = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
