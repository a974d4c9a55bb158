internal import Engine

/// The messages of Arrow data, in order: a stream, or what a file's footer leads to.
///
/// A file that can't be read in any order, since it comes through a pipe or is compressed, is read as
/// the stream that most writers put into it.
///
/// A length that the data claim is never allocated before so many bytes have come.
final class ArrowStream {
  /// Bytes of the decompressed input that were read.
  private(set) var position = 0
  /// Whether the data are those of a file: `ARROW1` before and behind them, and a footer.
  private(set) var isFile = false

  private let stream: ByteStream
  /// What was read of the input before.
  private var first: ArraySlice<UInt8>
  /// All that was read, where it is kept.
  private var kept: [UInt8]?
  private var batches = 0
  /// The file's footer, and which of its blocks is the next; none where messages follow each other.
  private var footer: ArrowFooter?
  private var block = -1

  static let fileMark = Array("ARROW1".utf8)
  private static let marker: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]

  /// - Parameters:
  ///   - bytes: what was read of the input already.
  ///   - keeps: whether all bytes are to be given back by `takeRead`.
  init(_ stream: ByteStream, read bytes: [UInt8], keeps: Bool = false) {
    self.stream = stream
    first = bytes[...]
    kept = keeps ? [] : nil
  }

  /// All that was read since the start, and what was read of the input before and not used.
  func takeRead() -> [UInt8] {
    defer { kept = nil }
    return (kept ?? []) + first
  }

  /// Whether bytes look like the start of Arrow data, which no text has.
  static func isArrow(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.starts(with: fileMark) { return true }
    guard bytes.count >= 8, bytes.prefix(4).allSatisfy({ $0 == 0xFF }) else { return false }
    return bytes[bytes.startIndex + 7] < 0x80
  }

  /// Reads what precedes the first message.
  func open() throws(ReadError) {
    isFile = peek(6).elementsEqual(ArrowStream.fileMark)
    guard isFile else { return }
    if let size = stream.stored.seekableSize, !stream.isDecompressed {
      footer = try footer(before: size)
    } else {
      _ = try take(8, "the start")
    }
  }

  /// The next message; nil after the last. Its body, if any, is to be taken or skipped.
  func next() throws(ReadError) -> ArrowMessage? {
    if let footer { return try next(by: footer) }
    let head = peek(4)
    if head.isEmpty {
      guard !isFile else { throw cutOff("its footer is missing") }
      guard !stream.stored.isAnswer else { throw stream.failure ?? cutOff("its end is missing") }
      if let failure = stream.failure { throw failure }
      return nil
    }
    // Files of the first versions have no mark of the end before the footer.
    if isFile, head != ArrowStream.marker { return try finish() }
    var size = try number("a message")
    if size == -1 { size = try number("a message") }
    if size == 0 { return isFile ? try finish() : nil }
    return try message(of: size)
  }

  /// The next message that the footer leads to, the schema before all.
  private func next(by footer: ArrowFooter) throws(ReadError) -> ArrowMessage? {
    defer { block += 1 }
    if block < 0 { return ArrowMessage(footer.schema) }
    guard block < footer.blocks.count else { return nil }
    let place = footer.blocks[block]
    first = []
    stream.seek(to: place.offset)
    position = place.offset
    var size = try number("a message")
    if size == -1 { size = try number("a message") }
    let message = try message(of: size)
    guard message.bodyBytes <= place.bodyBytes, position + message.bodyBytes <= place.end else {
      throw error("a message of the Arrow file is longer than its footer says", at: place.offset)
    }
    return message
  }

  private func message(of size: Int32) throws(ReadError) -> ArrowMessage {
    let metadataStart = position
    guard size > 0 else {
      throw error("an Arrow message has a length below 0", at: metadataStart - 4)
    }
    let metadata = try take(Int(size), "the metadata of a message")
    do throws(ArrowDamage) {
      let message = try ArrowMessage(metadata)
      if case .batch = message.content { batches += 1 }
      return message
    } catch {
      throw self.error(error.message, at: metadataStart + (error.offset ?? 0))
    }
  }

  /// Whether another stream follows the end of one.
  func startsAgain() throws(ReadError) -> Bool {
    batches = 0
    if stream.stored.isAnswer || footer != nil { return false }
    let head = peek(8)
    if head.isEmpty {
      if let failure = stream.failure { throw failure }
      return false
    }
    guard !isFile, ArrowStream.isArrow(head[...]) else {
      throw error("bytes that are not Arrow follow the end of the Arrow data", at: position)
    }
    return true
  }

  /// Takes the next bytes; what they are is said where they lack.
  func take(_ count: Int, _ what: String) throws(ReadError) -> [UInt8] {
    var bytes: [UInt8] = []
    try append(count, what, to: &bytes)
    return bytes
  }

  /// Takes some ranges of the next bytes, in order, and passes over the others.
  func take(_ ranges: [Range<Int>], of count: Int, _ what: String) throws(ReadError) -> [UInt8] {
    let wanted = ranges.reduce(0) { $0 + $1.count }
    guard kept == nil, wanted <= stream.rest.map({ $0 + first.count }) ?? ArrowStream.trusted else {
      return try takeSlowly(ranges, of: count, what)
    }
    var failure: ReadError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { room, initialized in
      do throws(ReadError) {
        var done = 0
        for range in ranges {
          try skip(range.lowerBound - done, what)
          let part = UnsafeMutableRawBufferPointer(room)
          let target = unsafe UnsafeMutableRawBufferPointer(
            rebasing: part[initialized..<initialized + range.count])
          let got = unsafe read(into: target)
          initialized += got
          if got < range.count { throw stream.failure ?? cutOff("\(what) is cut off") }
          done = range.upperBound
        }
        try skip(count - done, what)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Bytes that room is made for before they come, where nobody knows how many will come.
  private static let trusted = 16 << 20

  private func takeSlowly(
    _ ranges: [Range<Int>], of count: Int, _ what: String
  ) throws(ReadError) -> [UInt8] {
    var bytes: [UInt8] = []
    var read = 0
    for range in ranges {
      try skip(range.lowerBound - read, what)
      try append(range.count, what, to: &bytes)
      read = range.upperBound
    }
    try skip(count - read, what)
    return bytes
  }

  /// Takes the next bytes and adds them to an array.
  func append(_ count: Int, _ what: String, to bytes: inout [UInt8]) throws(ReadError) {
    if let known = stream.rest, count - first.count > known { throw cutOff("\(what) is cut off") }
    let end = bytes.count + count
    // Where the length of the input is not known, memory grows as bytes come.
    var room = stream.rest == nil ? 1 << 20 : count
    while bytes.count < end {
      let wanted = min(end - bytes.count, room)
      let got = read(wanted, to: &bytes)
      if got < wanted {
        throw stream.failure ?? cutOff("\(what) is cut off")
      }
      room *= 2
    }
  }

  /// Passes over the next bytes.
  func skip(_ count: Int, _ what: String) throws(ReadError) {
    if kept != nil {
      _ = try take(count, what)
      return
    }
    let held = min(count, first.count)
    first = first.dropFirst(held)
    position += held
    let skipped = stream.skip(count - held)
    position += skipped
    if skipped < count - held { throw stream.failure ?? cutOff("\(what) is cut off") }
  }

  func error(_ message: String, at offset: Int?) -> ReadError {
    ReadError(
      path: stream.stored.path, message, offset: stream.isDecompressed ? nil : offset)
  }

  private func cutOff(_ what: String) -> ReadError {
    error("the Arrow data end too early: \(what); write or copy them again", at: position)
  }

  private func number(_ what: String) throws(ReadError) -> Int32 {
    let bytes = try take(4, what)
    return unsafe bytes.withUnsafeBytes {
      unsafe Int32(littleEndian: $0.loadUnaligned(as: Int32.self))
    }
  }

  /// The footer of a file of so many bytes.
  private func footer(before size: Int) throws(ReadError) -> ArrowFooter {
    let footer = try footerBytes(stream.stored.bytes(at: max(0, size - 10), 10)) { count in
      stream.stored.bytes(at: size - 10 - count, count)
    }
    let end = size - 10 - footer.count
    do throws(ArrowDamage) {
      return try ArrowFooter(footer, end: end)
    } catch {
      throw self.error(error.message, at: end + (error.offset ?? 0))
    }
  }

  /// Reads the footer behind the stream of a file, which tells how many batches there must have been.
  private func finish() throws(ReadError) -> ArrowMessage? {
    let start = position
    guard start > 8 else {
      throw error(
        "such an Arrow file can't be read from a pipe, nor compressed as a whole: name the file, or"
          + " write a stream", at: start)
    }
    var rest: [UInt8] = []
    while read(1 << 20, to: &rest) > 0 {}
    if let failure = stream.failure { throw failure }
    let footer = try footerBytes(Array(rest.suffix(10))) { Array(rest.dropLast(10).suffix($0)) }
    let told: Int
    do throws(ArrowDamage) {
      told = try ArrowFooter.batches(footer)
    } catch {
      throw self.error(error.message, at: start)
    }
    guard told == batches else {
      throw error(
        "the footer of the Arrow file tells of \(told) batches, not \(batches)", at: start)
    }
    return nil
  }

  /// - Parameters:
  ///   - tail: the last 10 bytes of the file: the length of the footer, and a mark.
  ///   - bytes: gives so many bytes before them, or fewer.
  private func footerBytes(
    _ tail: [UInt8], _ bytes: (Int) -> [UInt8]
  ) throws(ReadError) -> [UInt8] {
    guard tail.count == 10, tail.suffix(6).elementsEqual(ArrowStream.fileMark) else {
      throw error(
        "the Arrow file ends too early: its footer is cut off; write or copy it again", at: nil)
    }
    let size = unsafe tail.withUnsafeBytes {
      unsafe Int(Int32(littleEndian: $0.loadUnaligned(as: Int32.self)))
    }
    let footer = size > 0 ? bytes(size) : []
    guard size > 0, footer.count == size else {
      throw error("the footer of the Arrow file has a wrong length", at: nil)
    }
    return footer
  }

  /// Reads so many bytes without taking them; fewer at the end.
  private func peek(_ count: Int) -> [UInt8] {
    var bytes = Array(first)
    while bytes.count < count, stream.extend(&bytes, by: 64 << 10) {}
    first = bytes[...]
    return Array(first.prefix(count))
  }

  /// Fills a buffer; with fewer bytes at the end.
  private func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    let held = min(target.count, first.count)
    unsafe target.copyBytes(from: first.prefix(held))
    first = first.dropFirst(held)
    let got = unsafe held + stream.fill(UnsafeMutableRawBufferPointer(rebasing: target[held...]))
    position += got
    return got
  }

  private func read(_ count: Int, to bytes: inout [UInt8]) -> Int {
    let before = bytes.count
    let held = min(count, first.count)
    bytes += first.prefix(held)
    first = first.dropFirst(held)
    if held < count { stream.append(count - held, to: &bytes) }
    let got = bytes.count - before
    kept? += bytes[before...]
    position += got
    return got
  }
}
