internal import Engine

/// Cuts one input into pieces at record boundaries.
///
/// A piece holds the complete records within the next `pieceBytes`, or the first record alone where
/// that is longer. What is in it depends on the bytes alone, not on how they arrive.
///
/// A malformed record (quotes that never close, text after a closing quote, too long) costs the
/// line on which it starts: records are looked for again from the next line on, so that a stray
/// quote does not swallow the file. `suspect` keeps this linear: where quotes were open at every
/// line end once, no line end in quotes is followed twice.
final class PieceCutter: PieceSource {
  let stream: ByteStream
  private let source: Int
  private let dialect: CSVDialect
  private let hasQuotes: Bool
  private let limit: Int
  private let pieceBytes: Int

  private var buffer: [UInt8]
  private var head = 0
  /// Position in the decompressed input of `buffer[head]`.
  private var offset = 0
  private var linesBefore: Int
  /// Positions of the whole input.
  private var suspect: RecordScanner.Suspect?
  /// Whether the rest of a line that is too long is to be dropped.
  private var skipping = false
  private var trimmed = false

  /// - Parameter bytes: what was read of the stream already.
  init(
    _ stream: ByteStream, read bytes: [UInt8], source: Int, frame: RecordFrame,
    options: InputOptions
  ) throws(ReadError) {
    self.stream = stream
    self.source = source
    dialect = frame.dialect
    hasQuotes = frame.hasQuotes
    limit = min(max(options.maximumRecordBytes, 1), 1 << 30)
    pieceBytes = min(max(options.pieceBytes, 1), limit + 1)
    buffer = bytes
    linesBefore = frame.lines
    extend(to: frame.head.count)
    guard buffer.starts(with: frame.head) else {
      throw stream.failure
        ?? ReadError(path: stream.stored.path, "changed while it was read; run again")
    }
    drop(frame.head.count)
  }

  /// Whether there is no further piece.
  var isAtEnd: Bool { head == buffer.count && stream.ended && !skipping }

  /// The next piece, or nil at the end; throws at the end of what can be read of a damaged input.
  func next(index: Int) throws(ReadError) -> Piece? {
    skipLine()
    var window = pieceBytes
    while true {
      extend(to: window + 1)
      trim()
      let rest = buffer.count - head
      if rest == 0 {
        if let failure = stream.failure { throw failure }
        return nil
      }
      let cut = cut(min(window, rest), final: rest <= window)
      switch cut.end {
      case .after(let length): return emit(length, faults: cut.faults, index: index)
      case .unknown where window <= limit: window = min(window * 2, limit + 1)
      case .unknown:
        return emitLong(cut.reason ?? CSVFault.tooLong(limit), index: index)
      }
    }
  }

  private struct Cut {
    enum End { case after(Int), unknown }
    var end: End
    var faults: [Piece.Fault] = []
    /// What is wrong with the first record, whose line does not end within the bytes at hand.
    var reason: String?
  }

  private func cut(_ length: Int, final: Bool) -> Cut {
    unsafe buffer.withUnsafeBufferPointer { whole in
      let bytes = unsafe UnsafeBufferPointer(rebasing: whole[head..<head + length])
      guard let base = bytes.baseAddress else { return Cut(end: .unknown) }
      let isPlain =
        unsafe !hasQuotes || ByteSearch.first(CSVDialect.quote, in: base, 0, length) == length
      if isPlain {
        return unsafe cutPlain(base, length, final: final)
      }
      return unsafe cutQuoted(bytes, final: final)
    }
  }

  /// Where there are no quotes, each line is a record.
  private func cutPlain(_ base: UnsafePointer<UInt8>, _ length: Int, final: Bool) -> Cut {
    let newline = dialect.newline
    if final, length <= min(pieceBytes, limit) { return Cut(end: .after(length)) }
    if let last = unsafe ByteSearch.last(newline, in: base, 0, min(pieceBytes, length)) {
      return Cut(end: .after(last + 1))
    }
    let first = unsafe ByteSearch.first(newline, in: base, min(pieceBytes, length), length)
    if first < length { return Cut(end: .after(first + 1)) }
    return Cut(end: final && length <= limit ? .after(length) : .unknown)
  }

  private func cutQuoted(_ bytes: UnsafeBufferPointer<UInt8>, final: Bool) -> Cut {
    let length = bytes.count
    let full = length > limit
    var scanner = unsafe RecordScanner(bytes, final: final, dialect: dialect)
    var cut = Cut(end: .unknown)
    var position = 0
    while position < min(length, pieceBytes) {
      let local = suspect.flatMap { suspect in
        suspect.until > offset
          ? RecordScanner.Suspect(until: suspect.until - offset, reason: suspect.reason) : nil
      }
      var outcome = scanner.scan(from: position, suspect: local)
      if position == 0, full { outcome = unsafe judgeLong(outcome, bytes) }
      var fault: String?
      let next: Int
      switch outcome {
      case .incomplete: return cut
      case .record(let end): next = end
      case .fault(let reason, let at):
        if at + offset > suspect?.until ?? 0 {
          suspect = .init(until: at + offset, reason: reason)
        }
        guard let line = scanner.nextLine(after: position) else {
          cut.reason = position == 0 ? reason : nil
          return cut
        }
        fault = reason
        next = line
      }
      if position > 0, next > pieceBytes { return cut }
      if let fault { cut.faults.append(.init(start: position, reason: fault)) }
      position = next
      cut.end = .after(position)
    }
    return cut
  }

  /// The verdict on a record at the start of a buffer with a byte more than a record may have.
  private func judgeLong(
    _ outcome: RecordScanner.Outcome, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> RecordScanner.Outcome {
    let length = bytes.count
    switch outcome {
    case .incomplete(let quoted):
      return .fault(quoted ? CSVFault.neverClosed : CSVFault.tooLong(limit), at: length)
    case .record(let next) where next == length:
      let ended = unsafe bytes[length - 1] == dialect.newline
      return ended ? outcome : .fault(CSVFault.tooLong(limit), at: length)
    default: return outcome
    }
  }

  private func emit(_ length: Int, faults: [Piece.Fault], index: Int) -> Piece {
    let end = head + length
    let rest = buffer.count - end
    let start = offset
    let bytes: [UInt8]
    if head == 0, rest <= length / 4 {
      // The buffer itself becomes the piece; only what is left over is copied.
      let kept = Array(buffer[end...])
      buffer.removeLast(rest)
      bytes = buffer
      buffer = kept
      offset += length
    } else {
      bytes = Array(buffer[head..<end])
      drop(length)
    }
    return piece(index, at: start, faults, bytes)
  }

  /// A piece for a line that is longer than a record may be: its first bytes and a line end.
  private func emitLong(_ reason: String, index: Int) -> Piece {
    let start = offset
    let kept = buffer[head..<min(head + limit, head + CSVReader.keptBytes, buffer.count)]
    let bytes = Array(kept) + [dialect.newline]
    skipping = true
    return piece(index, at: start, [.init(start: 0, reason: reason)], bytes)
  }

  private func piece(
    _ index: Int, at start: Int, _ faults: [Piece.Fault], _ bytes: [UInt8]
  ) -> Piece {
    defer { linesBefore = 0 }
    return Piece(
      index: index, source: source, offset: start, linesBefore: linesBefore, faults: faults,
      bytes: bytes)
  }

  private func skipLine() {
    while skipping {
      let newline = unsafe buffer.withUnsafeBufferPointer { bytes in
        unsafe bytes.baseAddress.map {
          unsafe ByteSearch.first(dialect.newline, in: $0, head, bytes.count)
        }
      }
      if let newline, newline < buffer.count {
        drop(newline + 1 - head)
        skipping = false
      } else {
        drop(buffer.count - head)
        extend(to: 1)
        if buffer.count == head { skipping = false }
      }
    }
  }

  private func drop(_ count: Int) {
    head += count
    offset += count
  }

  /// Has at least so many bytes from `head` on in the buffer, or all that there are.
  private func extend(to needed: Int) {
    let kept = buffer.count - head
    guard kept < needed, !stream.ended else { return }
    let capacity = max(needed, kept + 64 << 10)
    let old = buffer
    let from = head
    buffer = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { room, count in
      let raw = UnsafeMutableRawBufferPointer(room)
      unsafe raw.copyBytes(from: old[from...])
      count = unsafe kept + stream.fill(UnsafeMutableRawBufferPointer(rebasing: raw[kept...]))
    }
    head = 0
  }

  /// Drops the line in which the damage of a damaged input is: it would be half a record.
  private func trim() {
    guard stream.ended, stream.failure != nil, !trimmed else { return }
    trimmed = true
    let whole = buffer[head...].lastIndex(of: dialect.newline).map { $0 + 1 } ?? head
    buffer.removeLast(buffer.count - whole)
  }
}
