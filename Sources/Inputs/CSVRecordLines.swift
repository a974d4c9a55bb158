internal import Engine
internal import JSONText

/// Rows of CSV as JSON objects: fields that JSON can write as numbers are numbers, those that are missing
/// are null, all others text.
final class CSVRecordLines: RecordLineReader {
  private let head: CSVHead
  private let nulls: Set<String>
  private let cutter: PieceCutter
  private var piece: Piece?
  private var position = 0
  private var faults: ArraySlice<Piece.Fault> = []
  /// Lines before the position.
  private var lines = 0

  /// - Parameter bytes: what was read of the stream already.
  init(
    _ stream: ByteStream, _ bytes: [UInt8], _ head: CSVHead, _ options: InputOptions
  ) throws(ReadError) {
    self.head = head
    nulls = Set(options.nulls + [""])
    cutter = try PieceCutter(
      stream, read: bytes, source: 0, frame: head.frame, options: options)
  }

  func next() throws(ReadError) -> (line: Int, bytes: [UInt8], fault: String?)? {
    while true {
      guard let piece, position < piece.bytes.count else {
        guard let next = try cutter.next(index: 0) else { return nil }
        piece = next
        position = 0
        lines += next.linesBefore
        faults = next.faults[...]
        continue
      }
      let (end, fault) = record(in: piece)
      let bytes = piece.bytes[position..<end]
      let line = lines + 1
      position = end
      lines += bytes.count { $0 == head.dialect.newline }
      if let fault { return (line, Array(bytes.prefix(CSVReader.keptBytes)), fault) }
      if CSVFields.isBlank(bytes, head.dialect), head.names.count > 1 { continue }
      let fields = CSVFields.split(bytes, head.dialect)
      guard fields.count == head.names.count else {
        return (
          line, Array(bytes.prefix(CSVReader.keptBytes)),
          CSVFault.ragged(fields.count, expected: head.names.count)
        )
      }
      return (line, Array(object(fields).text().utf8), nil)
    }
  }

  /// Where the record at the position ends, and what is wrong with it.
  private func record(in piece: Piece) -> (end: Int, fault: String?) {
    while let fault = faults.first, fault.start < position { faults.removeFirst() }
    let line = piece.bytes[position...].prefix { $0 != head.dialect.newline }
    // A scanner looks for quotes up to the end of the piece: not for each line that has none.
    if faults.first?.start != position, !line.contains(CSVDialect.quote) {
      return (min(line.endIndex + 1, piece.bytes.count), nil)
    }
    let isFault = faults.first?.start == position
    let outcome = unsafe piece.bytes.withUnsafeBufferPointer { bytes in
      var scanner = unsafe RecordScanner(bytes, final: true, dialect: head.dialect)
      if isFault {
        return RecordScanner.Outcome.record(
          next: scanner.nextLine(after: position) ?? bytes.count)
      }
      return scanner.scan(from: position, suspect: nil)
    }
    switch outcome {
    case .record(let next): return (next, isFault ? faults.first?.reason : nil)
    case .fault(let reason, _): return (piece.bytes.count, reason)
    case .incomplete: return (piece.bytes.count, nil)
    }
  }

  private func object(_ fields: [String]) -> JSON {
    .object(
      zip(head.names, fields).map { name, field in
        JSON.Member(name, nulls.contains(field) ? .null : CSVRecordLines.value(field))
      })
  }

  /// What JSON writes as it stands, so that its value and its type stay as they were.
  private static func value(_ field: String) -> JSON {
    guard let first = field.utf8.first, [0x2D, 0x74, 0x66].contains(first) || isDigit(first),
      let json = try? JSON(parsing: Array(field.utf8))
    else { return .string(field) }
    switch json {
    case .integer, .boolean: return json
    case .number(let number) where number.isFinite && !field.utf8.dropFirst().allSatisfy(isDigit):
      return json
    default: return .string(field)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
