/// Number of cells of each kind in one column. Exact.
package struct TypeCounts: Statistic {
  package static let kind = "types"

  private var counts = [Int](repeating: 0, count: CellKind.allCases.count)

  package init(_ parameters: NoParameters = NoParameters()) {}

  /// Counts that another tool made; below 0 they are 0.
  package init(_ counts: [CellKind: Int]) {
    for (kind, count) in counts { self.counts[Int(kind.rawValue)] = Swift.max(0, count) }
  }

  package subscript(kind: CellKind) -> Int { counts[Int(kind.rawValue)] }

  package var records: Int { counts.reduce(into: 0) { $0.tally($1) } }
  package var missing: Int { self[.missing] }
  package var present: Int { records - missing }

  /// The type of the column, by the rule of Deequ's `DataType` analyser: any text, or booleans
  /// mixed with numbers, make a string; a timestamp is spelled as text and counts as such.
  package var inferred: InferredType {
    if present == 0 { return .unknown }
    let numbers = self[.integral] > 0 || self[.fractional] > 0
    if self[.text] > 0 || self[.timestamp] > 0 { return .string }
    if self[.boolean] > 0 { return numbers ? .string : .boolean }
    return self[.fractional] > 0 ? .fractional : .integral
  }

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    let kinds = column.kinds
    var start = 0
    while start < kinds.count {
      // Six counts of ten bits in one word: one addition a cell, up to 1,023 of them.
      let end = Swift.min(start + 1023, kinds.count)
      var packed: UInt64 = 0
      for kind in kinds[start..<end] { packed &+= 1 &<< (10 &* UInt64(kind.rawValue)) }
      for index in counts.indices {
        counts[index].tally(Int(packed >> (10 * UInt64(index)) & 1023))
      }
      start = end
    }
  }

  package static var counting: Counting { .alongside }

  package mutating func update(_ cells: CountedCells) {
    for (kind, count) in zip(cells.column.kinds, cells.counts) {
      counts[Int(kind.rawValue)].tally(count)
    }
  }

  package mutating func merge(_ other: TypeCounts) {
    for index in counts.indices { counts[index].tally(other.counts[index]) }
  }

  package func encode(into bytes: inout ByteWriter) {
    for count in counts { bytes.writeTally(count) }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    for index in counts.indices { counts[index] = try bytes.readTally() }
  }

  package static func memory(_ parameters: NoParameters) -> Int {
    32 + CellKind.allCases.count * MemoryLayout<Int>.size
  }
}
