internal import Engine

/// The bytes of an input, decompressed where its first bytes say that it is gzip.
final class ByteStream {
  let stored: StoredBytes
  private var first: ArraySlice<UInt8>
  private let inflater: Inflater?
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
    if head[..<count].starts(with: [0x1F, 0x8B]) {
      inflater = try Inflater(stored, first: head[..<count])
      first = []
    } else {
      inflater = nil
      first = head[..<count]
    }
  }

  /// Why no more can be read, once `ended`; nil at a proper end.
  var failure: ReadError? { inflater?.failure ?? stored.failure }

  /// Reads what is there, at most a buffer full; 0 at the end and after a failure.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !ended, buffer.count > 0 else { return 0 }
    if !first.isEmpty {
      let count = min(first.count, buffer.count)
      unsafe buffer.copyBytes(from: first.prefix(count))
      first = first.dropFirst(count)
      return count
    }
    let got = unsafe inflater?.read(into: buffer) ?? (unsafe stored.read(into: buffer))
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
