internal import Engine
internal import JSONText

/// What the first records of an input with a JSON record a line say.
struct JSONHead: TextHead {
  let frame: RecordFrame
  let warning: String?
  let content: Content

  enum Content {
    /// Names of the columns, in the order first seen.
    case objects([String])
    case captures(CaptureSurvey)
  }

  /// Bytes and records that are looked at.
  private static let bytes = 1 << 20
  private static let records = 1000
}

extension JSONHead {
  /// Reads the head of an input; `buffer` then holds all that was read of it.
  ///
  /// - Parameter format: JSON Lines stands for captures too where the first record is one, unless
  ///   the options name it.
  static func read(
    _ stream: ByteStream, into buffer: inout [UInt8], format: InputFormat, options: InputOptions
  ) throws(ReadError) -> JSONHead {
    let path = stream.stored.path
    while buffer.count < bytes, stream.extend(&buffer, by: 64 << 10) {}
    let limit = min(max(options.maximumRecordBytes, 1), 1 << 30)
    var searched = 0
    while !buffer[searched...].contains(0x0A) {
      searched = buffer.count
      guard buffer.count <= limit else {
        throw ReadError(
          path: path, "the first record is \(CSVFault.tooLong(limit)); each line should be one")
      }
      guard stream.extend(&buffer, by: 1 << 20) else { break }
    }
    let mark = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var end = buffer.count
    if !stream.ended || stream.failure != nil {
      end = buffer.lastIndex(of: 0x0A).map { $0 + 1 } ?? mark
    }
    let text = RecordBuffer(Array(buffer[mark..<max(mark, end)]))
    let isCapture =
      format == .capture || (options.format == nil && JSONHead.isCapture(text))
    var head = Survey(isCapture)
    head.take(text)
    if head.records == 0, let failure = stream.failure { throw failure }
    let warning = head.records > 0 ? nil : "\(path): \(head.complaint)"
    if head.records == 0, options.format == nil, InputFormat.isJSONArray(buffer) {
      throw ReadError(path: path, InputFormat.notYet("JSON"))
    }
    if head.records == 0, stream.ended, JSONHead.isOneDocument(text),
      JSONLines.split(0..<text.bytes.count, text).count > 1
    {
      throw ReadError(
        path: path, "is one JSON document over several lines; each line should be a record")
    }
    return JSONHead(
      frame: RecordFrame(
        dialect: CSVDialect(delimiter: 0x2C, newline: 0x0A), hasQuotes: false,
        head: Array(buffer[..<mark]), lines: 0),
      warning: warning, content: head.content)
  }

  private static func isOneDocument(_ text: RecordBuffer) -> Bool {
    unsafe text.bytes.withUnsafeBufferPointer { bytes in
      do throws(JSONError) {
        try unsafe JSONDocument().parse(bytes)
        return true
      } catch {
        return false
      }
    }
  }

  /// Whether the first record that is one is a captured request.
  private static func isCapture(_ text: RecordBuffer) -> Bool {
    let lines = JSONLines()
    lines.open(end: text.bytes.count)
    while true {
      switch lines.next(text) {
      case .end: return false
      case .malformed: continue
      case .document(let base, _):
        return unsafe text.bytes.withUnsafeBufferPointer { bytes in
          unsafe CaptureParts(lines.document.nodes, base, bytes).isCapture
        }
      }
    }
  }

  private struct Survey {
    let isCapture: Bool
    let objects = ObjectDecoder(slots: [:])
    let captures = CaptureDecoder(surveying: ())
    var records = 0
    var fault: String?

    init(_ isCapture: Bool) { self.isCapture = isCapture }

    mutating func take(_ text: RecordBuffer) {
      let decoder: any RecordDecoder = isCapture ? captures : objects
      let lines = JSONLines()
      let grid = CellGrid(columns: 0)
      lines.open(end: text.bytes.count)
      while records < JSONHead.records {
        switch lines.next(text) {
        case .end: return
        case .malformed(_, let reason): fault = fault ?? "line \(lines.number): \(reason)"
        case .document(let base, _):
          var rows = 0
          let wrong = unsafe decoder.decode(
            lines.document.nodes, base: base, text, into: grid, rows: &rows)
          if let wrong { fault = fault ?? "line \(lines.number): \(wrong)" } else { records += 1 }
          grid.clear()
        }
      }
    }

    var complaint: String {
      fault.map { "no record could be read of its first 1 MiB (\($0)); each line should be one" }
        ?? "has blank lines only; each line should be a record"
    }

    var content: Content {
      isCapture
        ? .captures(captures.survey) : .objects(objects.takeUnlisted().map(\.name))
    }
  }
}
