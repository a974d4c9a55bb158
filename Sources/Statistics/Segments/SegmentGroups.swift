/// The rows of a block by segment, in the order of each segment's first row.
struct SegmentGroups {
  private(set) var keys: [SegmentKey] = []
  private(set) var rows: [[Int32]] = []

  /// - Complexity: O(rows)
  init(_ block: ColumnBlock, columns: Int) {
    let cells = block.columns.prefix(columns).map(\.cells)
    var table = KeyTable()
    var key: [UInt8] = []
    for row in 0..<block.rows {
      key.removeAll(keepingCapacity: true)
      for column in cells { SegmentGroups.append(column, row, to: &key) }
      let entry = unsafe key.withUnsafeBytes { bytes in
        if let known = unsafe table.find(bytes) { return known }
        _ = unsafe table.add(bytes, 1)
        return table.count - 1
      }
      if entry == keys.count {
        keys.append(SegmentKey(bytes: key))
        rows.append([])
      }
      rows[entry].append(Int32(row))
    }
  }

  private static func append(_ cells: TextCells, _ row: Int, to key: inout [UInt8]) {
    let length = Int(cells.lengths[row])
    guard length >= 0 else { return SegmentKey.appendMissing(to: &key) }
    let start = Int(cells.starts[row])
    unsafe cells.buffer.withUnsafeBytes { buffer in
      let text = unsafe UnsafeRawBufferPointer(rebasing: buffer[start..<start + length])
      unsafe CategoryKey.with(text) { unsafe SegmentKey.append($0, to: &key) }
    }
  }
}
