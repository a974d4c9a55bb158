/// How many positive and negative records each score has: what ROC and precision-recall curves are
/// made of.
///
/// Column 0 of the block holds the scores, any finite numbers; column 1 whether the record is
/// positive. Rows where either is missing are left out and counted.
///
/// Exact up to `budget` distinct scores. Beyond, scores that share their leading bits are one bin;
/// as many bits are kept as the budget allows. How many that is follows from the set of scores
/// alone, so that order and splits never change a byte, and what a curve can be off by follows from
/// the records that are together in one bin.
package struct ScoreCounts: Statistic {
  package static let kind = "scores"

  package struct Parameters: Hashable, Sendable {
    /// Distinct scores that are counted exactly, 16 up to 2^20.
    package let budget: Int

    package init(budget: Int = 100_000) { self.budget = Swift.min(Swift.max(budget, 16), 1 << 20) }
  }

  struct Tally: Sendable, Equatable {
    var positives = 0
    var negatives = 0

    mutating func add(_ other: Tally) {
      positives.tally(other.positives)
      negatives.tally(other.negatives)
    }
  }

  let budget: Int
  package internal(set) var records = 0
  /// Records of which is known whether they are positive.
  package internal(set) var labelled = 0
  /// Bits by which the keys are shortened; 0 while exact.
  var shift = 0
  /// By the leading bits of the score's key.
  var tallies: [UInt64: Tally] = [:]

  package init(_ parameters: Parameters = Parameters()) { budget = parameters.budget }

  package var isExact: Bool { shift == 0 }

  /// The scores' order as that of unsigned numbers; both zeros are one.
  static func key(_ score: Double) -> UInt64 {
    let bits = (score == 0 ? 0.0 : score).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  static func score(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }

  package mutating func update(_ block: ColumnBlock) {
    guard block.columns.count > 1 else { return }
    let (kinds, scores) = (block.columns[0].kinds, block.columns[0].numbers)
    let outcomes = Outcomes(block.columns[1])
    records.tally(block.rows)
    for row in 0..<block.rows {
      guard let isPositive = outcomes[row] else { continue }
      labelled.tally(1)
      guard kinds[row].isNumber, scores[row].isFinite else { continue }
      let key = Self.key(scores[row]) >> UInt64(shift)
      if isPositive {
        tallies[key, default: Tally()].positives.tally(1)
      } else {
        tallies[key, default: Tally()].negatives.tally(1)
      }
      if tallies.count > budget { shorten() }
    }
  }

  package mutating func merge(_ other: ScoreCounts) {
    records.tally(other.records)
    labelled.tally(other.labelled)
    shorten(by: other.shift - shift)
    for (key, tally) in other.tallies {
      tallies[key >> UInt64(shift - other.shift), default: Tally()].add(tally)
      if tallies.count > budget { shorten() }
    }
  }

  /// Drops as few bits as the budget asks for: two neighbours are one bin once their highest
  /// differing bit is gone.
  private mutating func shorten() {
    let keys = tallies.keys.sorted()
    var differing = [Int](repeating: 0, count: 64)
    for (a, b) in zip(keys, keys.dropFirst()) { differing[63 - (a ^ b).leadingZeroBitCount] += 1 }
    var bins = keys.count
    var bits = 0
    while bins > budget {
      bins -= differing[bits]
      bits += 1
    }
    shorten(by: bits)
  }

  private mutating func shorten(by bits: Int) {
    guard bits > 0 else { return }
    shift += bits
    var shorter: [UInt64: Tally] = [:]
    for (key, tally) in tallies { shorter[key >> UInt64(bits), default: Tally()].add(tally) }
    tallies = shorter
  }

  package static func memory(_ parameters: Parameters) -> Int {
    // A dictionary may have twice the room that it needs, and a copy is there while it is rebuilt.
    MemoryLayout<ScoreCounts>.size + parameters.budget * 25 * 4
  }
}
