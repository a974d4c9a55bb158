extension Column {
  /// Integral numbers from here on are told apart by their text.
  private static let longIntegral = 1e15

  /// A hash, never 0, of each present value; see `DistinctCount` for which values are equal.
  func valueHashes() -> [UInt64] { hashes(ofMissing: nil) }

  /// The same with 0 for each missing cell: one a row.
  func cellHashes() -> [UInt64] { hashes(ofMissing: 0) }

  @inline(__always)
  private func hashes(ofMissing missing: UInt64?) -> [UInt64] {
    let kinds = self.kinds
    let numbers = self.numbers
    var needsText = false
    for row in kinds.indices where Self.isByText(kinds[row], numbers[row]) {
      needsText = true
      break
    }
    let cells = needsText ? self.cells : TextCells()
    return unsafe [UInt64](unsafeUninitializedCapacity: kinds.count) { hashes, initialized in
      unsafe cells.buffer.withUnsafeBytes { text in
        var next = 0
        for row in kinds.indices {
          let kind = kinds[row]
          if kind == .missing {
            guard let missing else { continue }
            unsafe hashes[next] = missing
            next += 1
            continue
          }
          let hash: UInt64
          if Self.isByText(kind, numbers[row]) {
            hash = unsafe Self.hash(text, cells, row, kind)
          } else {
            // Adding 0 turns −0 into 0; all NaN are one.
            let number = numbers[row] + 0
            let bits = number == number ? number.bitPattern : Double.nan.bitPattern
            hash = StableHash.hash(bits, domain: kind == .boolean ? 1 : 0)
          }
          unsafe hashes[next] = hash == 0 ? 1 : hash
          next += 1
        }
        initialized = next
      }
    }
  }

  @inline(__always)
  private static func isByText(_ kind: CellKind, _ number: Double) -> Bool {
    kind.rawValue >= CellKind.timestamp.rawValue
      || (kind == .integral && number.magnitude >= longIntegral && number.isFinite)
  }

  @inline(__always)
  private static func hash(
    _ text: UnsafeRawBufferPointer, _ cells: TextCells, _ row: Int, _ kind: CellKind
  ) -> UInt64 {
    let length = Int(cells.lengths[row])
    let start = Int(cells.starts[row])
    let domain = UInt64(kind.rawValue) + 2
    guard length > 0, start + length <= text.count, let base = text.baseAddress else {
      return StableHash.hash(0, domain: domain)
    }
    return unsafe StableHash.hash(base + start, count: length, domain: domain)
  }
}

extension ColumnBlock {
  /// A hash of the values of each row, 0 where all cells of it are missing.
  func rowHashes() -> [UInt64] {
    guard var result = columns.first?.cellHashes() else { return [] }
    guard columns.count > 1 else { return result }
    var isPresent = result.map { $0 != 0 }
    for column in columns.dropFirst() {
      for (row, hash) in column.cellHashes().enumerated() {
        if hash != 0 { isPresent[row] = true }
        result[row] = StableHash.hash(result[row], domain: hash)
      }
    }
    for row in result.indices { result[row] = isPresent[row] ? Swift.max(1, result[row]) : 0 }
    return result
  }
}
