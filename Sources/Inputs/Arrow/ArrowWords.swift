internal import Statistics

/// Values of one width up to 8 bytes, or bits: blocks take them as they are stored.
struct ArrowWords: ArrowValues {
  private let values: ArrowBuffer
  /// 0: a bit a value.
  private let bytes: Int
  private let validity: ArrowValidity
  private let meaning: any WordMeaning

  init(
    _ values: ArrowBuffer, bytes: Int, _ validity: ArrowValidity, _ meaning: any WordMeaning
  ) {
    self.values = values
    self.bytes = bytes
    self.validity = validity
    self.meaning = meaning
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    column.fill(
      stored: StoredCells(
        words: values.words(rows, bytes: bytes), missing: validity.missing(of: rows),
        meaning: meaning))
  }
}

extension ArrowBuffer {
  /// The values of some rows, each with zeros before it; 0 for a row that has none.
  ///
  /// - Parameter bytes: of a value; 0 for a bit.
  func words(_ rows: ArrowRows, bytes: Int) -> [UInt64] {
    switch bytes {
    case 0: bits(rows)
    case 1: words(rows) { (byte: UInt8) in UInt64(byte) }
    case 2: words(rows) { (half: UInt16) in UInt64(UInt16(littleEndian: half)) }
    case 4: words(rows) { (word: UInt32) in UInt64(UInt32(littleEndian: word)) }
    default: words(rows) { (word: UInt64) in UInt64(littleEndian: word) }
    }
  }

  @inline(__always)
  private func words<Value: BitwiseCopyable>(
    _ rows: ArrowRows, _ word: (Value) -> UInt64
  ) -> [UInt64] {
    let size = MemoryLayout<Value>.size
    let range = rows.range
    precondition(range.lowerBound >= 0 && range.upperBound <= count / size, "values of the buffer")
    return unsafe [UInt64](unsafeUninitializedCapacity: rows.count) { words, initialized in
      unsafe withBytes { bytes in
        if !rows.isWhole { unsafe words.initialize(repeating: 0) }
        rows.forEach { row, place in
          let value = unsafe bytes.loadUnaligned(fromByteOffset: place &* size, as: Value.self)
          unsafe words.initializeElement(at: row, to: word(value))
        }
      }
      initialized = rows.count
    }
  }

  private func bits(_ rows: ArrowRows) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: rows.count)
    let range = rows.range
    precondition(range.lowerBound >= 0 && range.upperBound <= count * 8, "bits of the buffer")
    unsafe withBytes { bytes in
      rows.forEach { row, place in
        words[row] = unsafe UInt64(bytes[place >> 3] >> UInt8(place & 7) & 1)
      }
    }
    return words
  }
}
