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
    var cells = TextCells()
    cells.starts = [UInt32](repeating: 0, count: rows.count)
    cells.lengths = [Int32](repeating: -1, count: rows.count)
    var damaged: Int?
    var (least, most) = (Int.max, 0)
    rows.forEach { row, place in
      let start = offset(place)
      let length = offset(place + 1) &- start
      guard start >= 0, length >= 0, start <= data.count - length, length <= Int(Int32.max) else {
        damaged = damaged ?? place
        return
      }
      (least, most) = (min(least, start), max(most, start + length))
      cells.starts[row] = UInt32(truncatingIfNeeded: start)
      cells.lengths[row] = Int32(length)
    }
    if let damaged {
      throw ArrowDamage(
        "text \(damaged) of a column leads beyond its buffer", at: offsets.offset)
    }
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

  @inline(__always)
  private func offset(_ place: Int) -> Int {
    isLong
      ? Int(offsets.value(place, as: Int64.self)) : Int(offsets.value(place, as: Int32.self))
  }
}
