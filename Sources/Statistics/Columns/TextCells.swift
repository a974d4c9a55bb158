/// The text of some cells: ranges of bytes in one buffer.
///
/// The buffer is often a whole piece of a file, shared by all columns, so that no cell is copied.
package struct TextCells {
  package var buffer: [UInt8]
  package var starts: [UInt32]
  /// Bytes of each cell; -1 for a missing one.
  package var lengths: [Int32]

  package init(buffer: [UInt8] = [], starts: [UInt32] = [], lengths: [Int32] = []) {
    precondition(starts.count == lengths.count, "a length for each start")
    self.buffer = buffer
    self.starts = starts
    self.lengths = lengths
  }

  package var count: Int { lengths.count }

  /// The bytes of a cell, or nil where it is missing.
  package subscript(row: Int) -> ArraySlice<UInt8>? {
    let length = Int(lengths[row])
    guard length >= 0 else { return nil }
    let start = Int(starts[row])
    return buffer[start..<start + length]
  }

  /// Adds a cell with bytes of its own.
  package mutating func append(_ text: some Collection<UInt8>) {
    starts.append(UInt32(buffer.count))
    lengths.append(Int32(text.count))
    buffer.append(contentsOf: text)
  }

  package mutating func appendMissing() {
    starts.append(0)
    lengths.append(-1)
  }

  package func countMissing() -> Int {
    var missing = 0
    for length in lengths { missing &+= length < 0 ? 1 : 0 }
    return missing
  }

  package func selecting(_ indices: [Int32]) -> TextCells {
    TextCells(
      buffer: buffer, starts: indices.map { starts[Int($0)] },
      lengths: indices.map { lengths[Int($0)] })
  }
}
