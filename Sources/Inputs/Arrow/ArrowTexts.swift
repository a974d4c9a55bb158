internal import Statistics

/// Texts that follow each other in one buffer.
struct ArrowTexts: ArrowValues {
  private let offsets: ArrowBuffer
  private let isLong: Bool
  private let data: ArrowBuffer
  private let validity: ArrowValidity

  init(_ offsets: ArrowBuffer, isLong: Bool, _ data: ArrowBuffer, _ validity: ArrowValidity) {
    self.offsets = offsets
    self.isLong = isLong
    self.data = data
    self.validity = validity
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) throws(ArrowDamage) {
    let rows = validity.applied(to: rows)
    var cells = TextCells(
      starts: [UInt32](repeating: 0, count: rows.count),
      lengths: [Int32](repeating: -1, count: rows.count))
    let (least, most) =
      isLong
      ? try place(&cells, rows) { (offset: Int64) in Int(Int64(littleEndian: offset)) }
      : try place(&cells, rows) { (offset: Int32) in Int(Int32(littleEndian: offset)) }
    // Where a text starts has 32 bits: of a buffer beyond them, what these rows need is copied.
    if data.bytes.count <= Int(UInt32.max) {
      cells.buffer = data.bytes
      let base = UInt32(data.range.lowerBound)
      if base > 0 { for row in 0..<rows.count { cells.starts[row] &+= base } }
    } else if least < most {
      guard most - least <= Int(UInt32.max) else {
        throw ArrowDamage("texts of some rows take more than 4 GiB", at: data.offset)
      }
      let base = data.range.lowerBound
      cells.buffer = Array(data.bytes[base + least..<base + most])
      for row in 0..<rows.count { cells.starts[row] &-= UInt32(truncatingIfNeeded: least) }
    }
    if least < most {
      // Without bytes above 127 every text is UTF-8.
      let isPlain = unsafe data.withBytes { bytes in
        unsafe TextCheck.isASCII(UnsafeRawBufferPointer(rebasing: bytes[least..<most]))
      }
      if !isPlain { repaired += cells.repair() }
    }
    column.fill(text: cells, areStrings: true)
  }

  /// Sets where the texts of some rows are.
  ///
  /// - Returns: the bytes that all are among.
  @inline(__always)
  private func place<Offset: BitwiseCopyable>(
    _ cells: inout TextCells, _ rows: ArrowRows, _ offset: (Offset) -> Int
  ) throws(ArrowDamage) -> (least: Int, most: Int) {
    let size = MemoryLayout<Offset>.size
    let range = rows.range
    precondition(
      range.isEmpty || range.lowerBound >= 0 && range.upperBound < offsets.count / size,
      "offsets of the buffer")
    var damaged: Int?
    var (least, most) = (Int.max, 0)
    unsafe offsets.withBytes { bytes in
      rows.forEach { row, place in
        let start = unsafe offset(
          bytes.loadUnaligned(fromByteOffset: place &* size, as: Offset.self))
        let end = unsafe offset(
          bytes.loadUnaligned(fromByteOffset: (place &+ 1) &* size, as: Offset.self))
        guard start >= 0, end >= start, end <= data.count, end &- start <= Int(Int32.max) else {
          damaged = damaged ?? place
          return
        }
        (least, most) = (min(least, start), max(most, end))
        cells.starts[row] = UInt32(truncatingIfNeeded: start)
        cells.lengths[row] = Int32(truncatingIfNeeded: end &- start)
      }
    }
    if let damaged {
      throw ArrowDamage("text \(damaged) of a column leads beyond its buffer", at: offsets.offset)
    }
    return (least, most)
  }
}
