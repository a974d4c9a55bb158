/// How often a condition on rows holds, with the first few values for which it fails.
///
/// Column 0 of the block is the condition: boolean or number cells (not 0 is true), missing where
/// it can't be decided. Column 1, if there is one, holds the values that are shown as evidence.
///
/// The three counts are exact. The offenders are the first distinct texts among failing rows, in
/// the order of rows and shards, cut to 256 bytes. Which they are does not depend on where rows are
/// cut into shards; the count of one does: it is exact in a single shard, and after a merge a lower
/// bound, the sum over the shards that list it (one that had seen `evidence` others first does not).
package struct PredicateCounts: Statistic {
  package static let kind = "predicate"

  package struct Parameters: Hashable, Sendable, CustomStringConvertible {
    /// Number of distinct offending values that are kept, 0 up to 64.
    package let evidence: Int

    package init(evidence: Int = 5) { self.evidence = Swift.min(Swift.max(evidence, 0), 64) }

    /// Part of the key that stored statistics are found by.
    package var description: String { "Parameters(evidence: \(evidence))" }
  }

  /// Bytes that are kept of an offending value.
  package static let longestText = 256

  private let evidence: Int
  package private(set) var holds = 0
  package private(set) var fails = 0
  package private(set) var undecided = 0
  package private(set) var offenders: [(text: [UInt8], count: Int)] = []

  package init(_ parameters: Parameters = Parameters()) { evidence = parameters.evidence }

  /// Counts that another tool made, with the first of the values that fail; below 0 they are 0.
  package init(
    holds: Int, fails: Int, undecided: Int = 0, offenders: [(text: [UInt8], count: Int)] = []
  ) {
    self.init()
    self.holds = Swift.max(0, holds)
    self.fails = Swift.max(0, fails)
    self.undecided = Swift.max(0, undecided)
    for offender in offenders where offender.count > 0 {
      note(offender.text.prefix(Self.longestText), count: offender.count)
    }
  }

  /// holds / (holds + fails), from 0 to 1; nil where nothing was decided.
  package var share: Double? {
    let decided = Double(holds) + Double(fails)
    return decided == 0 ? nil : Double(holds) / decided
  }

  package mutating func update(_ block: ColumnBlock) {
    guard let condition = block.columns.first else { return }
    let rows = condition.outcomeRows
    let failed = rows[OutcomeCode.no]?.count ?? 0
    holds.tally(rows[OutcomeCode.yes]?.count ?? 0)
    fails.tally(failed)
    undecided.tally(rows[OutcomeCode.null]?.count ?? 0)
    guard failed > 0, evidence > 0, block.columns.count > 1 else { return }
    let outcomes = condition.outcomes
    let cells = block.columns[1].cells
    for row in outcomes.indices where outcomes[row] == OutcomeCode.no {
      guard let text = cells[row] else { continue }
      note(text.prefix(Self.longestText), count: 1)
    }
  }

  private mutating func note(_ text: ArraySlice<UInt8>, count: Int) {
    for index in offenders.indices where offenders[index].text[...] == text {
      offenders[index].count.tally(count)
      return
    }
    if offenders.count < evidence { offenders.append((Array(text), count)) }
  }

  package mutating func merge(_ other: PredicateCounts) {
    holds.tally(other.holds)
    fails.tally(other.fails)
    undecided.tally(other.undecided)
    for offender in other.offenders { note(offender.text[...], count: offender.count) }
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(evidence)
    bytes.writeTally(holds)
    bytes.writeTally(fails)
    bytes.writeTally(undecided)
    bytes.write(offenders.count)
    for offender in offenders {
      bytes.write(offender.text)
      bytes.writeTally(offender.count)
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let evidence = try bytes.readInt()
    guard (0...64).contains(evidence) else { throw bytes.damaged("too much evidence") }
    self.evidence = evidence
    holds = try bytes.readTally()
    fails = try bytes.readTally()
    undecided = try bytes.readTally()
    let count = try bytes.readCount(elementSize: 16)
    guard count <= evidence else { throw bytes.damaged("more offenders than are kept") }
    for _ in 0..<count {
      let text = try bytes.readBytes()
      let seen = try bytes.readTally()
      guard text.count <= Self.longestText, seen > 0, seen <= fails,
        !offenders.contains(where: { $0.text[...] == text })
      else { throw bytes.damaged("an offender that can't be") }
      offenders.append((Array(text), seen))
    }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    MemoryLayout<PredicateCounts>.size + parameters.evidence * (longestText + 64)
  }
}
