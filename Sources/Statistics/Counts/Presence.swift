/// Number of records, and of those in which the one column holds a value. Exact.
///
/// Cells are not classified: a column that only this reads never has a number parsed.
package struct Presence: Statistic {
  package static let kind = "presence"

  package private(set) var records = 0
  package private(set) var missing = 0

  package var present: Int { records - missing }

  package init(_ parameters: NoParameters = NoParameters()) {}

  /// Counts that another tool made; below 0 they are 0.
  package init(present: Int, missing: Int) {
    self.missing = Swift.max(0, missing)
    records = self.missing
    records.tally(Swift.max(0, present))
  }

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    records.tally(column.rows)
    missing.tally(column.countMissing())
  }

  package static var counting: Counting { .alongside }

  package mutating func update(_ cells: CountedCells) {
    let isMissing: (Int) -> Bool
    switch cells.column.countable {
    case .text(let text, _): isMissing = { text.lengths[$0] < 0 }
    case .stored(let stored): isMissing = { stored.missing?[$0] ?? false }
    case nil: return update(cells.rows)
    }
    for (index, count) in cells.counts.enumerated() {
      records.tally(count)
      if isMissing(index) { missing.tally(count) }
    }
  }

  package mutating func merge(_ other: Presence) {
    records.tally(other.records)
    missing.tally(other.missing)
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.writeTally(records)
    bytes.writeTally(missing)
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    records = try bytes.readTally()
    missing = try bytes.readTally()
    guard missing <= records else { throw bytes.damaged("more missing cells than records") }
  }

  package static func memory(_ parameters: NoParameters) -> Int { MemoryLayout<Presence>.size }
}
