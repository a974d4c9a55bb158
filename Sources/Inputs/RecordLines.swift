package import Engine

/// The records of inputs one by one, as a script is given them: captured requests and JSON Lines as they
/// are stored, those of a batch transform as captured requests, and rows of CSV as objects.
package final class RecordLines {
  package struct Record {
    package let input: String
    package let line: Int
    package let bytes: [UInt8]
    /// Why it can't be read as a record.
    package let fault: String?
  }

  /// The inputs, in order.
  package let names: [String]
  package private(set) var warnings: [String]
  /// Why not all could be read.
  package private(set) var failure: ReadError?
  private let inputs: [Input]
  private let options: InputOptions
  /// What manifests name and is not there.
  private let missing: ReadError?
  private var index = 0
  private var current: (any RecordLineReader)?
  private var empty = EmptyInputs()
  private var holdsCaptures = false

  private enum Input {
    /// Nil is standard input.
    case file(String?)
    case batch(BatchPair)
  }

  /// - Parameter arguments: as `InputSet.open` takes them.
  package init(_ arguments: [String], options: InputOptions) throws(ReadError) {
    let found = try InputPaths(arguments, options: options)
    let pairs = found.batches?.pairs ?? []
    names = found.paths.map { $0 ?? StoredBytes.standardInput } + pairs.map(\.name)
    inputs = found.paths.map(Input.file) + pairs.map(Input.batch)
    warnings = found.warnings
    missing = found.batches?.complaint.map { ReadError(path: arguments[0], $0) }
    self.options = options
  }

  /// The next record; nil after the last, and where no more can be read: `failure` then says why.
  package func next() -> Record? {
    do throws(ReadError) {
      while index < inputs.count {
        if current == nil { current = try open(inputs[index]) }
        if let record = try current?.next() {
          return Record(
            input: names[index], line: record.line, bytes: record.bytes, fault: record.fault)
        }
        current = nil
        index += 1
      }
      if let warning = try empty.warning(beside: holdsCaptures) { warnings.append(warning) }
      empty = EmptyInputs()
      failure = failure ?? missing
    } catch {
      failure = error
      index = inputs.count
    }
    return nil
  }

  /// Nil of an input that holds nothing.
  private func open(_ input: Input) throws(ReadError) -> (any RecordLineReader)? {
    do throws(ReadError) {
      return try reader(input)
    } catch {
      guard case .file = input else { throw error }
      try empty.take(error)
      return nil
    }
  }

  private func reader(_ input: Input) throws(ReadError) -> any RecordLineReader {
    let stored: StoredBytes
    var format: InputFormat?
    switch input {
    case .file(let path):
      if let path, FileStatus(path)?.kind == .file, ParquetFiles.isParquet(path, options) {
        throw RecordLines.noLines(path, .parquet)
      }
      stored = try StoredBytes(path: path, hash: nil)
    case .batch(let pair):
      stored = StoredBytes(try BatchRecords(pair), named: pair.name)
      format = .capture
    }
    let stream = try ByteStream(stored)
    var bytes: [UInt8] = []
    let head = try InputHeads.read(stream, into: &bytes, format: format, options: options)
    if head is ArrowHead { throw RecordLines.noLines(stored.path, .arrow) }
    if let head = head as? CSVHead { return try CSVRecordLines(stream, bytes, head, options) }
    if let head = head as? JSONHead, case .captures = head.content { holdsCaptures = true }
    return JSONRecordLines(stream, bytes, longest: options.maximumRecordBytes)
  }

  private static func noLines(_ path: String, _ format: InputFormat) -> ReadError {
    ReadError(
      path: path, "is \(format.name), and a script is given records of text: CSV or JSON Lines")
  }
}

/// Gives the records of an input with their lines.
protocol RecordLineReader: AnyObject {
  /// Nil after the last. A record with a fault is none.
  func next() throws(ReadError) -> (line: Int, bytes: [UInt8], fault: String?)?
}

/// A record a line, as it is stored. Lines without a sign on them are passed over.
final class JSONRecordLines: RecordLineReader {
  private let stream: ByteStream
  private let longest: Int
  private var bytes: [UInt8]
  private var start = 0
  private var line = 0
  private var isOver = false

  /// - Parameter bytes: what was read of the stream already.
  init(_ stream: ByteStream, _ bytes: [UInt8], longest: Int) {
    self.stream = stream
    self.bytes = bytes
    self.longest = longest
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
  }

  func next() throws(ReadError) -> (line: Int, bytes: [UInt8], fault: String?)? {
    var searched = start
    while !isOver {
      while let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let found = bytes[start..<end]
        start = end + 1
        searched = start
        line += 1
        if JSONRecordLines.isWritten(found) { return (line, Array(found), nil) }
      }
      bytes.removeFirst(start)
      start = 0
      searched = bytes.count
      guard bytes.count <= longest else {
        throw ReadError(
          path: stream.stored.path, "line \(line + 1) is longer than a record may be")
      }
      if stream.extend(&bytes, by: 256 << 10) { continue }
      isOver = true
      if let failure = stream.failure { throw failure }
      if JSONRecordLines.isWritten(bytes[...]) { return (line + 1, bytes, nil) }
    }
    return nil
  }

  private static func isWritten(_ line: ArraySlice<UInt8>) -> Bool { line.contains { $0 > 0x20 } }
}
