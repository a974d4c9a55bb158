extension SourceFile {
  /// The file with its text changed by fix-its, from the first on; one that overlaps an earlier one
  /// is left out. A byte-order mark stays, and line breaks are written as the file writes them.
  ///
  /// - Complexity: O(bytes + n log n)
  package func fixed(by fixIts: [FixIt]) -> SourceFile { applying(fixIts).file }

  /// The same, and of each fix-it the byte at which its text begins; nil where it is left out.
  func applying(_ fixIts: [FixIt]) -> (file: SourceFile, places: [Int?]) {
    let breaksWithReturn =
      lineStarts.count > 1 && lineStarts[1] > 1 && bytes[lineStarts[1] - 2] == 0x0D
    var result: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    let mark = result.count
    var places = [Int?](repeating: nil, count: fixIts.count)
    var end = 0
    var last: FixIt?
    let ordered = fixIts.enumerated().sorted { a, b in
      let (x, y) = (a.element.span, b.element.span)
      return (x.start, x.end, a.offset) < (y.start, y.end, b.offset)
    }
    for (index, fixIt) in ordered where fixIt.span.file === self {
      let (start, stop) = (fixIt.span.start, min(fixIt.span.end, bytes.count))
      // Two insertions at one place would have an order that nobody chose.
      guard start >= end, stop >= start, last.map({ $0.span.start < start }) ?? true else {
        continue
      }
      result += bytes[end..<start]
      places[index] = result.count - mark
      for byte in fixIt.replacement.utf8 {
        if byte == 0x0A, breaksWithReturn, result.last != 0x0D { result.append(0x0D) }
        result.append(byte)
      }
      end = stop
      last = fixIt
    }
    return (SourceFile(path: path, bytes: result + bytes[end...]), places)
  }

  /// The bytes as a file holds them, a byte-order mark included.
  package var fileBytes: [UInt8] { hasByteOrderMark ? [0xEF, 0xBB, 0xBF] + bytes : bytes }
}
