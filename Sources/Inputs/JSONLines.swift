internal import Engine
internal import JSONText

/// The lines of some bytes as JSON documents, one after the other.
///
/// The structure of many lines is found at once. Where that fails, as it does when one of them has
/// a string that is not closed, each line is looked at alone: the outcome is the same.
final class JSONLines {
  enum Line {
    /// A document; its positions count from `base` in the buffer.
    case document(base: Int, range: Range<Int>)
    case malformed(Range<Int>, String)
    case end
  }

  /// Bytes whose structure is found at once: they stay in the processor's nearer caches.
  private static let stretch = 128 << 10

  let document = JSONDocument()
  /// Line ends passed.
  private(set) var lines = 0
  /// Number of the line returned last, from 1.
  private(set) var number = 0
  /// Lines that were repaired, since they were not UTF-8.
  var repaired = 0
  private(set) var position = 0
  private var end = 0
  private var faults: ArraySlice<Piece.Fault> = []
  private var known = 0..<0
  private var isKnown = false

  func open(end: Int, faults: [Piece.Fault] = []) {
    position = 0
    lines = 0
    self.end = end
    self.faults = faults[...]
    known = 0..<0
  }

  /// The next line that is not blank.
  func next(_ buffer: RecordBuffer) -> Line {
    while position < end {
      let (line, text) = bounds(buffer)
      let start = position
      position = line.upperBound
      number = lines + 1
      if line.upperBound > line.lowerBound, buffer.bytes[line.upperBound - 1] == 0x0A { lines += 1 }
      while let fault = faults.first, fault.start <= start {
        faults.removeFirst()
        if fault.start == start { return .malformed(text, fault.reason) }
      }
      if text.isEmpty { continue }
      do throws(JSONError) {
        return .document(base: try parse(text, buffer), range: text)
      } catch {
        let at = error.offset.map { ", byte \($0 + 1) of the line" } ?? ""
        return .malformed(text, "not JSON: \(error.message)\(at)")
      }
    }
    return .end
  }

  /// The line at the position with its end, and without it and white space around it.
  private func bounds(_ buffer: RecordBuffer) -> (Range<Int>, Range<Int>) {
    unsafe buffer.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return (position..<position, position..<position) }
      let newline = unsafe ByteSearch.first(0x0A, in: base, position, end)
      let after = min(newline + 1, end)
      var first = position
      var last = newline
      while first < last, unsafe isSpace(base[first]) { first += 1 }
      while last > first, unsafe isSpace(base[last - 1]) { last -= 1 }
      return (position..<after, first..<last)
    }
  }

  @inline(__always)
  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  private func parse(_ text: Range<Int>, _ buffer: RecordBuffer) throws(JSONError) -> Int {
    if text.lowerBound >= known.upperBound { index(from: text.lowerBound, buffer) }
    if isKnown {
      try unsafe within(buffer, known) { document, bytes throws(JSONError) in
        do throws(JSONError) {
          try unsafe document.walk(
            bytes, text.lowerBound - known.lowerBound..<text.upperBound - known.lowerBound)
        } catch {
          throw JSONError(
            error.message,
            offset: error.offset.map { $0 + known.lowerBound - text.lowerBound })
        }
      }
      return known.lowerBound
    }
    do throws(JSONError) {
      try unsafe within(buffer, text) { document, bytes throws(JSONError) in
        try unsafe document.parse(bytes)
      }
      return text.lowerBound
    } catch {
      guard !TextCheck.isValid(buffer.bytes[text]) else { throw error }
    }
    let mended = buffer.repair(text)
    try unsafe within(buffer, mended) { document, bytes throws(JSONError) in
      try unsafe document.parse(bytes)
    }
    repaired += 1
    return mended.lowerBound
  }

  /// Finds the structure of a stretch of whole lines.
  private func index(from start: Int, _ buffer: RecordBuffer) {
    let end = end
    let stop = unsafe buffer.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return end }
      if start + JSONLines.stretch >= end { return end }
      let limit = start + JSONLines.stretch
      if let last = unsafe ByteSearch.last(0x0A, in: base, start, limit) { return last + 1 }
      return min(unsafe ByteSearch.first(0x0A, in: base, limit, end) + 1, end)
    }
    known = start..<stop
    do throws(JSONError) {
      try unsafe within(buffer, known) { document, bytes throws(JSONError) in
        try unsafe document.index(bytes)
      }
      isKnown = true
    } catch {
      isKnown = false
    }
  }

  private func within(
    _ buffer: RecordBuffer, _ range: Range<Int>,
    _ body: (JSONDocument, UnsafeBufferPointer<UInt8>) throws(JSONError) -> Void
  ) throws(JSONError) {
    try unsafe buffer.bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
      try unsafe body(document, UnsafeBufferPointer(rebasing: bytes[range]))
    }
  }
}
