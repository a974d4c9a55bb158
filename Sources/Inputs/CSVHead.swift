internal import Engine

/// What the start of an input says: its dialect, and its header, which is no part of the pieces.
struct CSVHead: TextHead {
  let dialect: CSVDialect
  /// Names of the columns, one a field.
  let names: [String]
  /// The bytes before the first record of data: byte order mark, blank lines, header.
  let bytes: [UInt8]
  /// Line ends in them.
  let lines: Int
  let warning: String?

  var frame: RecordFrame {
    RecordFrame(dialect: dialect, hasQuotes: true, head: bytes, lines: lines)
  }
}

extension CSVHead {
  /// The longest header that is looked for.
  private static let limit = 1 << 20
  /// Where a first line feed is looked for before a file may count as one with carriage returns.
  private static let probe = 64 << 10

  /// Reads the head of an input; `buffer` then holds all that was read of it.
  ///
  /// - Parameter format: nil where the first line shall say.
  static func read(
    _ stream: ByteStream, into buffer: inout [UInt8], format: InputFormat?, options: InputOptions
  ) throws(ReadError) -> CSVHead {
    let path = stream.stored.path
    let mark = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let newline = newline(stream, &buffer)
    let line = buffer[mark...].prefix { $0 != newline }
    let guess = line.contains(0x09) && !line.contains(0x2C) ? InputFormat.tsv : .csv
    let dialect = CSVDialect(
      delimiter: options.delimiter ?? (format ?? guess).delimiter, newline: newline)

    if !options.hasHeader, let columns = options.columns {
      try refuseDuplicates(columns, path)
      return CSVHead(
        dialect: dialect, names: columns, bytes: Array(buffer[..<mark]), lines: 0, warning: nil)
    }
    let record = try firstRecord(stream, &buffer, from: mark, dialect, options)
    let fields = CSVFields.split(buffer[record], dialect)
    var names: [String] = []
    if options.hasHeader {
      names = options.columns ?? fields
      guard names.count == fields.count else {
        throw ReadError(
          path: path,
          "has \(fields.count) columns where \(names.count) names are given; name each column")
      }
    } else {
      names = fields.map { _ in "" }
    }
    for (position, name) in names.enumerated() where name.isEmpty {
      names[position] = "_c\(position)"
    }
    try refuseDuplicates(names, path)
    let end = options.hasHeader ? record.upperBound : mark
    return CSVHead(
      dialect: dialect, names: names, bytes: Array(buffer[..<end]),
      lines: buffer[..<end].count { $0 == newline }, warning: otherDelimiter(fields, path))
  }

  private static func newline(_ stream: ByteStream, _ buffer: inout [UInt8]) -> UInt8 {
    while true {
      let start = buffer.prefix(probe)
      if start.contains(CSVDialect.lineFeed) { return CSVDialect.lineFeed }
      if stream.ended || buffer.count >= probe {
        return start.contains(CSVDialect.carriageReturn)
          ? CSVDialect.carriageReturn : CSVDialect.lineFeed
      }
      _ = stream.extend(&buffer, by: probe)
    }
  }

  /// The first record that is not blank, its line end included.
  private static func firstRecord(
    _ stream: ByteStream, _ buffer: inout [UInt8], from mark: Int, _ dialect: CSVDialect,
    _ options: InputOptions
  ) throws(ReadError) -> Range<Int> {
    let path = stream.stored.path
    var start = mark
    while true {
      if start < buffer.count {
        let ended = stream.ended
        let outcome = unsafe buffer.withUnsafeBufferPointer {
          var scanner = unsafe RecordScanner($0, final: ended, dialect: dialect)
          return scanner.scan(from: start, suspect: nil)
        }
        switch outcome {
        case .record(let next):
          if !CSVFields.isBlank(buffer[start..<next], dialect) {
            if let failure = stream.failure, buffer[next - 1] != dialect.newline { throw failure }
            return start..<next
          }
          start = next
          continue
        case .fault(let reason, _):
          if let failure = stream.failure { throw failure }
          let line = 1 + buffer[..<start].count { $0 == dialect.newline }
          throw ReadError(
            path: path,
            "line \(line): \(reason), so the columns are not known; mend the line"
              + (options.hasHeader ? "" : ", or name the columns"))
        case .incomplete: break
        }
      }
      guard buffer.count - start <= limit else {
        throw ReadError(path: path, "the first record is longer than 1 MiB; is this CSV?")
      }
      guard stream.extend(&buffer, by: probe) || start < buffer.count else {
        throw stream.failure
          ?? ReadError(path: path, "has blank lines only; the first record should name the columns")
      }
    }
  }

  private static func refuseDuplicates(_ names: [String], _ path: String) throws(ReadError) {
    var seen: [String: Int] = [:]
    for (position, name) in names.enumerated() {
      if let first = seen.updateValue(position, forKey: name) {
        throw ReadError(
          path: path,
          "two columns are named '\(name)', the \(ordinal(first)) and the \(ordinal(position)); "
            + "rename one, or name all columns")
      }
    }
  }

  private static func ordinal(_ position: Int) -> String {
    let number = position + 1
    let teen = (11...13).contains(number % 100)
    let suffix = teen ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return "\(number)\(suffix)"
  }

  private static func otherDelimiter(_ fields: [String], _ path: String) -> String? {
    guard fields.count == 1, let only = fields.first else { return nil }
    for (delimiter, name) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
    where only.contains(delimiter) {
      return "\(path): has one column, and \(name) in its name; are they the delimiter?"
    }
    return nil
  }
}
