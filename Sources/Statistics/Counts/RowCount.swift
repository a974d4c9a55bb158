/// Number of records. Exact.
package struct RowCount: Statistic {
  package static let kind = "rows"

  package private(set) var records = 0

  package init(_ parameters: NoParameters = NoParameters()) {}

  /// A count that another tool made; below 0 it is 0.
  package init(records: Int) { self.records = Swift.max(0, records) }

  package mutating func update(_ block: ColumnBlock) { records.tally(block.rows) }

  package mutating func merge(_ other: RowCount) { records.tally(other.records) }

  package func encode(into bytes: inout ByteWriter) { bytes.writeTally(records) }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    records = try bytes.readTally()
  }

  package static func memory(_ parameters: NoParameters) -> Int { MemoryLayout<RowCount>.size }
}
