internal import Engine

/// The bytes of an input, decompressed where its first bytes say that it is gzip or zstd.
final class ByteStream {
  let stored: StoredBytes
  private var first: ArraySlice<UInt8>
  private let decompressor: (any Decompressor)?
  private var ahead: ReadAhead?
  /// Whether all has been read, or no more can be.
  private(set) var ended = false

  init(_ stored: StoredBytes) throws(ReadError) {
    self.stored = stored
    var head = [UInt8](repeating: 0, count: 64 << 10)
    var count = 0
    while count < 4 {
      let got = unsafe head.withUnsafeMutableBytes { buffer in
        unsafe stored.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      }
      if got == 0 { break }
      count += got
    }
    if let failure = stored.failure { throw failure }
    guard count > 0 else {
      throw ReadError(
        path: stored.path, "is empty (0 bytes); check what should have written it",
        isOfNothing: true)
    }
    let bytes = head[..<count]
    first = []
    if bytes.starts(with: [0x1F, 0x8B]) {
      decompressor = try Inflater(stored, first: bytes)
    } else if ZstdInflater.starts(bytes) {
      decompressor = try ZstdInflater(stored, first: bytes)
    } else {
      decompressor = nil
      first = bytes
    }
  }

  /// Whether the bytes are others than those that are stored.
  var isDecompressed: Bool { decompressor != nil }

  /// Bytes that are still to come, where that is known.
  var rest: Int? { isDecompressed ? nil : stored.rest.map { $0 + first.count } }

  /// Why no more can be read, once `ended`; nil at a proper end.
  var failure: ReadError? {
    if let ahead { return ahead.failure }
    return decompressor?.failure ?? stored.failure
  }

  /// Bytes of the input as stored that were read so far.
  var storedCount: Int { ahead?.storedCount ?? stored.count }

  /// Has a thread decompress ahead of what is read, where there is something to decompress.
  func readAhead() {
    guard let decompressor, ahead == nil, !ended else { return }
    ahead = ReadAhead(decompressor, of: stored)
  }

  /// Reads what is there, at most a buffer full; 0 at the end and after a failure.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !ended, buffer.count > 0 else { return 0 }
    if !first.isEmpty {
      let count = min(first.count, buffer.count)
      unsafe buffer.copyBytes(from: first.prefix(count))
      first = first.dropFirst(count)
      return count
    }
    let got: Int
    if let ahead {
      got = unsafe ahead.read(into: buffer)
    } else if let decompressor {
      got = unsafe decompressor.read(into: buffer)
    } else {
      got = unsafe stored.read(into: buffer)
    }
    if got == 0 { ended = true }
    return got
  }

  /// Reads what is there and adds it to an array; false at the end.
  func extend(_ bytes: inout [UInt8], by most: Int) -> Bool {
    var chunk = [UInt8](repeating: 0, count: most)
    let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(into: $0) }
    bytes.append(contentsOf: chunk[..<count])
    return count > 0
  }

  /// Reads so many bytes and adds them to an array; fewer at the end.
  func append(_ count: Int, to bytes: inout [UInt8]) {
    guard count > 0 else { return }
    var got = 0
    let more = unsafe [UInt8](unsafeUninitializedCapacity: count) { room, initialized in
      got = unsafe fill(UnsafeMutableRawBufferPointer(room))
      initialized = got
    }
    if bytes.isEmpty { bytes = more } else { bytes += more }
  }

  /// Passes over so many bytes; over fewer at the end.
  func skip(_ count: Int) -> Int {
    var rest = count
    let held = min(first.count, rest)
    first = first.dropFirst(held)
    rest -= held
    if !isDecompressed { rest -= stored.skip(rest) }
    var scratch = [UInt8](repeating: 0, count: min(rest, 256 << 10))
    while rest > 0 {
      let got = unsafe scratch.withUnsafeMutableBytes {
        unsafe read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<min($0.count, rest)]))
      }
      if got == 0 { break }
      rest -= got
    }
    return count - rest
  }

  /// Goes on at a place of a file that is read as it is stored.
  func seek(to offset: Int) {
    first = []
    ended = false
    stored.seek(to: offset)
  }

  /// Reads until the buffer is full or `ended`.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    var count = 0
    while count < buffer.count {
      let got = unsafe read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if got == 0 { break }
      count += got
    }
    return count
  }
}
