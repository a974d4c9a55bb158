/// Rows drawn from all that there are, whole, each with how often it is there.
///
/// Of the distinct rows those with the lowest hashes stay (a bottom-k sample: Cohen and Kaplan,
/// "Summarizing data using bottom-k sketches", 2007): a uniform draw without replacement, which
/// neither order nor splits change. As long as no more are distinct than fit, nothing is left out.
/// Rows are told apart by 64 bits of hash; of a cell 1,024 bytes are kept.
package struct RowSample: Statistic {
  package static let kind = "row sample"

  package struct Parameters: Hashable, Sendable, CustomStringConvertible {
    /// Distinct rows at most, 1 up to 2^20.
    package let size: Int
    package let columns: Int

    package init(size: Int, columns: Int) {
      self.size = Swift.min(Swift.max(size, 1), 1 << 20)
      self.columns = Swift.max(columns, 0)
    }

    package var description: String { "size: \(size)" }
  }

  package struct Cell: Sendable, Equatable {
    package let kind: CellKind
    /// As it was spelled; empty where it is missing.
    package let text: [UInt8]

    package init(_ kind: CellKind, _ text: [UInt8]) {
      self.kind = kind
      self.text = text
    }

    static let longest = 1_024
  }

  package struct Row: Sendable, Equatable {
    package let hash: UInt64
    package fileprivate(set) var count: Int
    package let cells: [Cell]
  }

  package let size: Int
  package private(set) var records = 0
  private let columns: Int
  /// Twice as many as stay at most, by hash.
  private var kept: [UInt64: Row] = [:]
  /// No row with a greater hash can stay.
  private var limit = UInt64.max

  package init(_ parameters: Parameters) {
    size = parameters.size
    columns = parameters.columns
  }

  /// The rows that stay, in order of their hashes.
  package var rows: [Row] {
    Array(kept.values.sorted { $0.hash < $1.hash }.prefix(size))
  }

  /// Whether every record is among the rows.
  package var isWhole: Bool { rows.reduce(0) { $0 + $1.count } == records }

  package mutating func update(_ block: ColumnBlock) {
    guard block.columns.count == columns else { return }
    records.tally(block.rows)
    let cells = block.columns.map(\.cells)
    let kinds = block.columns.map(\.kinds)
    for row in 0..<block.rows {
      let hash = Self.hash(cells, kinds, row)
      guard hash <= limit else { continue }
      if kept[hash] != nil {
        kept[hash]?.count.tally(1)
      } else {
        kept[hash] = Row(
          hash: hash, count: 1,
          cells: kinds.indices.map { column in
            let kind = kinds[column][row]
            let text = kind == .missing ? nil : cells[column][row]
            return Cell(kind, Array((text ?? []).prefix(Cell.longest)))
          })
        if kept.count >= 2 * size { thin() }
      }
    }
  }

  package mutating func merge(_ other: RowSample) {
    records.tally(other.records)
    limit = Swift.min(limit, other.limit)
    for (hash, row) in other.kept {
      if kept[hash] == nil { kept[hash] = row } else { kept[hash]?.count.tally(row.count) }
    }
    if kept.count >= 2 * size { thin() }
  }

  private mutating func thin() {
    let hashes = kept.keys.sorted().prefix(size)
    guard let last = hashes.last else { return }
    limit = Swift.min(limit, last)
    kept = kept.filter { $0.key <= limit }
  }

  private static func hash(_ cells: [TextCells], _ kinds: [[CellKind]], _ row: Int) -> UInt64 {
    var result: UInt64 = 0x5eed
    for column in cells.indices {
      var cell: UInt64 = 1
      if kinds[column][row] != .missing {
        let start = Int(cells[column].starts[row])
        let length = Int(cells[column].lengths[row])
        cell = unsafe cells[column].buffer.withUnsafeBytes { bytes in
          guard length > 0, start + length <= bytes.count, let base = bytes.baseAddress else {
            return 2
          }
          return unsafe StableHash.hash(base + start, count: length, domain: 7)
        }
      }
      result = StableHash.hash(result ^ cell, domain: UInt64(column) + 11)
    }
    return result
  }

  // MARK: Coding

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(size)
    bytes.write(columns)
    bytes.writeTally(records)
    let rows = rows
    bytes.write(rows.count)
    for row in rows {
      bytes.write(row.hash)
      bytes.writeTally(row.count)
      for cell in row.cells {
        bytes.write(cell.kind.rawValue)
        bytes.write(cell.text)
      }
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    size = try bytes.readInt()
    columns = try bytes.readInt()
    guard (1...(1 << 20)).contains(size), (0...(1 << 20)).contains(columns) else {
      throw bytes.damaged("a sample that can't be")
    }
    records = try bytes.readTally()
    let count = try bytes.readCount(elementSize: 16)
    guard count <= size else { throw bytes.damaged("more rows than a sample holds") }
    var last: UInt64?
    for _ in 0..<count {
      let hash = try bytes.readUInt64()
      let times = try bytes.readTally()
      if let last, last >= hash { throw bytes.damaged("rows of a sample out of order") }
      last = hash
      var cells: [Cell] = []
      for _ in 0..<columns {
        guard let kind = CellKind(rawValue: try bytes.readByte()) else {
          throw bytes.damaged("an unknown kind of cell")
        }
        cells.append(Cell(kind, Array(try bytes.readBytes())))
      }
      kept[hash] = Row(hash: hash, count: times, cells: cells)
    }
    if count == size, let last { limit = last }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    let row = MemoryLayout<Row>.size + parameters.columns * (MemoryLayout<Cell>.size + Cell.longest)
    let (bytes, overflow) = (2 * parameters.size).multipliedReportingOverflow(by: row)
    return overflow ? .max : bytes
  }
}
