internal import Statistics

extension TextCells {
  /// Cells whose texts are written one after the other.
  ///
  /// - Parameters:
  ///   - missing: which of them are; nil where none is.
  ///   - longest: bytes that a text has at most.
  ///   - write: writes the text of a row where there is room for `longest` bytes, and gives its length.
  @inline(__always)
  init(
    count: Int, missing: [Bool]?, longest: Int, write: (Int, UnsafeMutableRawPointer) -> Int
  ) {
    precondition(count * longest <= Int(UInt32.max), "less than 4 GiB of text")
    var starts = [UInt32](repeating: 0, count: count)
    var lengths = [Int32](repeating: -1, count: count)
    let buffer = unsafe [UInt8](unsafeUninitializedCapacity: count * longest) { bytes, size in
      guard let base = UnsafeMutableRawPointer(bytes.baseAddress) else { return }
      for row in 0..<count where !(missing?[row] ?? false) {
        let length = unsafe write(row, base + size)
        precondition(length >= 0 && length <= longest, "a text within its room")
        starts[row] = UInt32(truncatingIfNeeded: size)
        lengths[row] = Int32(truncatingIfNeeded: length)
        size &+= length
      }
    }
    self.init(buffer: buffer, starts: starts, lengths: lengths)
  }
}
