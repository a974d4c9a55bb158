internal import Engine

/// A format that inputs can have.
package enum InputFormat: String, Sendable, CaseIterable {
  /// Comma-separated values (RFC 4180).
  case csv
  /// The same with tabs.
  case tsv
  /// JSON Lines: an object a line.
  case jsonl
  /// Captured requests and responses of a model's endpoint, a JSON object a line.
  case capture
  /// Arrow's format for streams and files.
  case arrow
  /// Parquet, which another program reads.
  case parquet

  var delimiter: UInt8 { self == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",") }
  /// What messages call it.
  var name: String {
    switch self {
    case .csv: "CSV"
    case .tsv: "TSV"
    case .jsonl: "JSON Lines"
    case .capture: "captured requests"
    case .arrow: "Arrow"
    case .parquet: "Parquet"
    }
  }

  var isJSON: Bool { self == .jsonl || self == .capture }
}

extension InputFormat {
  /// What the ending of a name says.
  enum ByName: Equatable {
    case format(InputFormat)
    /// A format that is known, but not read.
    case foreign(String)
    case unknown
    /// The name has no ending.
    case bare
  }

  static func byName(_ path: String) -> ByName {
    var name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    for packed in [".gz", ".zst", ".gzip"] where name.hasSuffix(packed) {
      name.removeLast(packed.count)
    }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return .bare }
    switch name[name.index(after: dot)...] {
    case "csv": return .format(.csv)
    case "tsv", "tab": return .format(.tsv)
    case "jsonl", "ndjson", "json": return .format(.jsonl)
    case "parquet", "pq": return .format(.parquet)
    case "arrow", "arrows", "feather", "ipc": return .format(.arrow)
    case "avro": return .foreign("Avro")
    case "orc": return .foreign("ORC")
    case "tidestate": return .foreign("stored statistics")
    case "xlsx", "xls", "ods": return .foreign("spreadsheets")
    case "zip", "bz2", "xz", "7z", "tar", "tgz", "lz4": return .foreign("archives of this kind")
    default: return .unknown
    }
  }

  /// A format that is known but not read, judged by the first bytes.
  ///
  /// - Parameter certain: only what can't be text; else also what text of another format starts
  ///   with.
  static func foreign(byContent bytes: ArraySlice<UInt8>, certain: Bool) -> String? {
    if bytes.starts(with: "FEA1".utf8) { return "Feather of version 1" }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "spreadsheets and zip archives" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    if certain { return nil }
    let text = InputFormat.text(bytes)
    if text.first == UInt8(ascii: "["), let second = text.dropFirst().first,
      [0x20, 0x0A, 0x0D, UInt8(ascii: "{")].contains(second)
    {
      return "JSON"
    }
    return nil
  }

  static func isParquet(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: "PAR1".utf8) }

  /// Whether the first character opens a JSON array.
  static func isJSONArray(_ bytes: [UInt8]) -> Bool {
    InputFormat.text(bytes[...]).first == UInt8(ascii: "[")
  }

  /// Bytes without a byte order mark and white space before them.
  private static func text(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes)
      .drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }

  /// The format that was asked for, or that name and first bytes say; nil where it is CSV or TSV,
  /// and the first line shall say which.
  static func guess(
    _ path: String, _ bytes: [UInt8], _ options: InputOptions
  ) throws(ReadError) -> InputFormat? {
    var format = options.format
    if format == nil {
      switch InputFormat.byName(path) {
      case .format(let known): format = known
      case .foreign(let name): throw ReadError(path: path, InputFormat.notYet(name))
      case .unknown, .bare: break
      }
    }
    guard format != .parquet, !isParquet(bytes[...]) else {
      throw ReadError(
        path: path, "Parquet can't be read from a pipe, nor compressed as a whole: name the file")
    }
    if ArrowStream.isArrow(bytes[...]) {
      guard options.format == nil || options.format == .arrow else {
        throw ReadError(path: path, "holds Arrow data: leave --input-format out, or make it arrow")
      }
      return .arrow
    }
    let certain = format != nil
    if let name = InputFormat.foreign(byContent: bytes[...], certain: certain) {
      throw ReadError(path: path, InputFormat.notYet(name))
    }
    if format == .arrow {
      throw ReadError(path: path, "is not Arrow data: neither a stream nor a file of them")
    }
    let first = InputFormat.text(bytes[...]).first
    return format ?? (first == UInt8(ascii: "{") ? .jsonl : nil)
  }

  /// What to say of a format that is known but not read.
  static func notYet(_ format: String) -> String {
    "not yet: \(format) can't be read by this version; convert to CSV or JSON Lines"
  }
}
