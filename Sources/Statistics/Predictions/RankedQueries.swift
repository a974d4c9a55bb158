/// The documents of each query, with the score that a model gave and how relevant they are.
///
/// Column 0 of the block holds the query, column 1 the score, column 2 the relevance, from 0; rows
/// that lack one of them are left out and counted. The rows of a query may come in any order.
///
/// Exact up to `budget` rows. Beyond, whole queries are left out by their hash: of every 2^level one
/// stays, at the lowest level at which the rows fit. Which queries stay follows from the rows alone,
/// so that order and splits never change a byte. Queries are told apart by 64 bits of hash: among a
/// million of them two are taken for one with a chance of 3·10⁻⁸.
package struct RankedQueries: Statistic {
  package static let kind = "rankings"

  package struct Parameters: Hashable, Sendable {
    /// Rows at most, 16 up to 2^24.
    package let budget: Int

    package init(budget: Int = 1_000_000) {
      self.budget = Swift.min(Swift.max(budget, 16), 1 << 24)
    }
  }

  struct Row: Sendable, Equatable {
    let query: UInt64
    let score: Double
    let relevance: Double

    /// By query, the highest score first.
    static func precedes(_ a: Row, _ b: Row) -> Bool {
      if a.query != b.query { return a.query < b.query }
      if a.score != b.score { return a.score > b.score }
      return a.relevance > b.relevance
    }
  }

  let budget: Int
  package internal(set) var records = 0
  /// Records with a relevance.
  package internal(set) var labelled = 0
  /// Records with query, score and relevance.
  package internal(set) var complete = 0
  /// Trailing zero bits that the hash of a query must have to stay; above 64 none does.
  var level = 0
  var rows: [Row] = []

  package init(_ parameters: Parameters = Parameters()) { budget = parameters.budget }

  /// Whether all queries are held.
  package var isExact: Bool { level == 0 }

  package mutating func update(_ block: ColumnBlock) {
    guard block.columns.count > 2 else { return }
    let queries = ClassCells(block.columns[0])
    let (scoreKinds, scores) = (block.columns[1].kinds, block.columns[1].numbers)
    let (kinds, relevances) = (block.columns[2].kinds, block.columns[2].numbers)
    records.tally(block.rows)
    for row in 0..<block.rows where kinds[row].isNumber {
      let relevance = relevances[row]
      guard relevance >= 0, relevance.isFinite else { continue }
      labelled.tally(1)
      guard scoreKinds[row].isNumber, scores[row].isFinite, !queries.isMissing(row) else {
        continue
      }
      complete.tally(1)
      let query = unsafe queries.withKey(row) { key in
        unsafe key.baseAddress.map {
          unsafe StableHash.hash($0, count: key.count, domain: 3)
        } ?? 0
      }
      guard query.trailingZeroBitCount >= level else { continue }
      // One zero, so that equal rows have equal bytes.
      rows.append(Row(query: query, score: scores[row] + 0, relevance: relevance + 0))
      if rows.count > budget { thin() }
    }
  }

  package mutating func merge(_ other: RankedQueries) {
    records.tally(other.records)
    labelled.tally(other.labelled)
    complete.tally(other.complete)
    if other.level > level { thin(to: other.level) }
    for row in other.rows where row.query.trailingZeroBitCount >= level {
      rows.append(row)
      if rows.count > budget { thin() }
    }
  }

  /// Goes up to the lowest level at which the rows fit.
  private mutating func thin() {
    var endingAt = [Int](repeating: 0, count: 65)
    for row in rows { endingAt[row.query.trailingZeroBitCount] += 1 }
    var kept = rows.count
    var next = level
    while kept > budget, next <= 64 {
      kept -= endingAt[next]
      next += 1
    }
    thin(to: next)
  }

  private mutating func thin(to level: Int) {
    self.level = level
    rows.removeAll { $0.query.trailingZeroBitCount < level }
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(budget)
    for count in [records, labelled, complete] { bytes.writeTally(count) }
    bytes.write(UInt8(level))
    bytes.write(rows.count)
    for row in rows.sorted(by: Row.precedes) {
      bytes.write(row.query)
      bytes.write(row.score)
      bytes.write(row.relevance)
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let budget = try bytes.readInt()
    guard Parameters(budget: budget).budget == budget else {
      throw bytes.damaged("a budget of \(budget)")
    }
    self.init(Parameters(budget: budget))
    records = try bytes.readTally()
    labelled = try bytes.readTally()
    complete = try bytes.readTally()
    level = Int(try bytes.readByte())
    let count = try bytes.readCount(elementSize: 24)
    guard complete <= labelled, labelled <= records, count <= complete, count <= budget,
      level <= 65, level > 0 || count == complete
    else { throw bytes.damaged("rankings that can't be") }
    rows.reserveCapacity(count)
    for _ in 0..<count {
      let row = Row(
        query: try bytes.readUInt64(), score: try bytes.readDouble(),
        relevance: try bytes.readDouble())
      guard row.query.trailingZeroBitCount >= level, row.score.isFinite, row.relevance.isFinite,
        row.relevance >= 0
      else { throw bytes.damaged("a row that can't be") }
      rows.append(row)
    }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    // An array may have twice the room that it needs, and a copy is there while it grows or is sorted.
    MemoryLayout<RankedQueries>.size + parameters.budget * MemoryLayout<Row>.stride * 4
  }
}
