import Engine
import Inputs

/// What holds of any bytes as records: pieces of any size tell one story, every malformed record is
/// where it is said to be, and none is lost.
struct RecordLaws {
  private let format: InputFormat

  init(_ format: InputFormat) { self.format = format }

  private var isJSON: Bool { format != .csv }

  func broken(by bytes: [UInt8]) -> String? {
    let scratch = Scratch()
    scratch.fill(bytes)
    // The bytes themselves decide how they are read, so that a finding comes back.
    let salt = bytes.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF
    var options = InputOptions()
    options.format = format
    options.hasHeader = salt % 4 != 0
    options.maximumRecordBytes = [64 << 20, 300, 60][salt % 3]
    options.pieceBytes = 64 << 10
    options.nulls = salt % 5 == 0 ? ["NA"] : []
    var small = options
    small.pieceBytes = 16 + salt % 200
    let (whole, failure) = read(scratch.path, options, readers: 1)
    let (cut, cutFailure) = read(scratch.path, small, readers: 1 + salt % 3)
    if whole != cut || failure != cutFailure { return "pieces of \(small.pieceBytes) differ" }
    if let failure = failure ?? whole?.failure {
      return failure.path.isEmpty || failure.message.isEmpty ? "an error without a place" : nil
    }
    guard let whole else { return "neither records nor an error" }
    // What is compressed is held against the same bytes in plain.
    if bytes.starts(with: [0x1F, 0x8B]) { return nil }
    return misplaced(whole, bytes) ?? lost(whole, bytes, options)
  }

  private func read(
    _ path: String, _ options: InputOptions, readers: Int
  ) -> (RecordReading?, ReadError?) {
    do throws(ReadError) {
      return (try RecordReading(path, options, readers: readers), nil)
    } catch {
      return (nil, error)
    }
  }

  /// A malformed record that is not at the start of its line.
  private func misplaced(_ reading: RecordReading, _ bytes: [UInt8]) -> String? {
    let lines = RecordLines(bytes, isJSON: isJSON)
    var last = 0
    for record in reading.malformed {
      let place = "line \(record.line), \(record.reason)"
      guard record.line > last, record.line <= lines.starts.count else {
        return "\(place): no line"
      }
      last = record.line
      if record.reason.isEmpty { return "\(place): no reason" }
      var found = bytes[lines.starts[record.line - 1]...]
      if isJSON { found = found.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
      if !found.starts(with: record.bytes) { return "\(place): other bytes" }
    }
    return nil
  }

  /// Records that are neither rows nor malformed, where lines can be told without a reader.
  private func lost(
    _ reading: RecordReading, _ bytes: [UInt8], _ options: InputOptions
  ) -> String? {
    if format == .capture { return nil }
    if format == .csv, bytes.contains(0x22) || reading.columns.count < 2 { return nil }
    let header = format == .csv && options.hasHeader ? 1 : 0
    let lines = RecordLines(bytes, isJSON: isJSON, longest: options.maximumRecordBytes)
    let records = lines.records - header
    let found = reading.rows + reading.malformed.count
    return found == records ? nil : "\(found) records of \(records)"
  }
}
