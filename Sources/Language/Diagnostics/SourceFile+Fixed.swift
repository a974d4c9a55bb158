extension SourceFile {
  /// The file with its text changed by fix-its, from the first on; one that overlaps an earlier one
  /// is left out. A byte-order mark stays, and line breaks are written as the file writes them.
  ///
  /// - Complexity: O(bytes + n log n)
  package func fixed(by fixIts: [FixIt]) -> SourceFile {
    let breaksWithReturn =
      lineStarts.count > 1 && lineStarts[1] > 1 && bytes[lineStarts[1] - 2] == 0x0D
    var result: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    var end = 0
    var last: FixIt?
    let ordered = fixIts.enumerated().sorted { a, b in
      let (x, y) = (a.element.span, b.element.span)
      return (x.start, x.end, a.offset) < (y.start, y.end, b.offset)
    }
    for fixIt in ordered.map(\.element) where fixIt.span.file === self {
      let (start, stop) = (fixIt.span.start, min(fixIt.span.end, bytes.count))
      // Two insertions at one place would have an order that nobody chose.
      guard start >= end, stop >= start, last.map({ $0.span.start < start }) ?? true else {
        continue
      }
      result += bytes[end..<start]
      for byte in fixIt.replacement.utf8 {
        if byte == 0x0A, breaksWithReturn, result.last != 0x0D { result.append(0x0D) }
        result.append(byte)
      }
      end = stop
      last = fixIt
    }
    return SourceFile(path: path, bytes: result + bytes[end...])
  }

  /// The bytes as a file holds them, a byte-order mark included.
  package var fileBytes: [UInt8] { hasByteOrderMark ? [0xEF, 0xBB, 0xBF] + bytes : bytes }
}
