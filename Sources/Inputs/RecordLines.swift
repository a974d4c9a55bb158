package import Engine

/// The records of files that hold one a line, as they are stored: captured requests and JSON Lines.
package final class RecordLines {
  /// The files, in order.
  package let names: [String]
  private let paths: [String?]
  private let longest: Int
  private var index = 0
  private var stream: ByteStream?
  private var bytes: [UInt8] = []
  private var start = 0
  private var line = 0

  /// - Parameter arguments: as `InputSet.open` takes them.
  package init(_ arguments: [String], options: InputOptions) throws(ReadError) {
    paths = try InputPaths(arguments, options: options).paths
    names = paths.map { $0 ?? StoredBytes.standardInput }
    longest = options.maximumRecordBytes
    for case let path? in paths {
      guard case .format(let format) = InputFormat.byName(path), !format.isJSON else { continue }
      throw ReadError(
        path: path,
        "is \(format.name), and a script is given captured requests or JSON"
          + " Lines")
    }
  }

  /// The next record; nil after the last. Lines without a sign on them are passed over.
  package func next() throws(ReadError) -> (input: String, line: Int, bytes: [UInt8])? {
    while true {
      guard let stream = try current() else { return nil }
      while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
        let found = bytes[start..<end]
        start = end + 1
        line += 1
        if let record = record(found) { return record }
      }
      bytes.removeFirst(start)
      start = 0
      guard bytes.count <= longest else {
        throw ReadError(path: names[index], "line \(line + 1) is longer than a record may be")
      }
      if stream.extend(&bytes, by: 256 << 10) { continue }
      if let failure = stream.failure { throw failure }
      let last = bytes[...]
      let record = record(last, line: line + 1)
      self.stream = nil
      bytes = []
      line = 0
      index += 1
      if let record { return record }
    }
  }

  private func record(
    _ found: ArraySlice<UInt8>, line: Int? = nil
  ) -> (input: String, line: Int, bytes: [UInt8])? {
    var found = found
    if found.starts(with: [0xEF, 0xBB, 0xBF]) { found = found.dropFirst(3) }
    guard found.contains(where: { $0 > 0x20 }) else { return nil }
    return (names[index], line ?? self.line, Array(found))
  }

  private func current() throws(ReadError) -> ByteStream? {
    if let stream { return stream }
    guard index < paths.count else { return nil }
    let opened = try ByteStream(StoredBytes(path: paths[index], hash: nil))
    stream = opened
    return opened
  }
}
