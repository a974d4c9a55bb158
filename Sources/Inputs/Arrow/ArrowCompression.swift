import CLZ4
import CZstd

extension ArrowLayout.Compression {
  /// Bytes that so many compressed ones can stand for, by the limits of the formats: a block of zstd
  /// has 128 KiB at most and 4 bytes at least (RFC 8878), a byte of LZ4 stands for 255 at most.
  func most(from count: Int) -> Int {
    switch self {
    case .zstd: (count / 4 + 1) * (128 << 10)
    case .lz4: count * 255 + 64
    }
  }

  /// Decompresses the first `count` bytes of a frame, or frames.
  func decompress(
    _ bytes: [UInt8], _ range: Range<Int>, to count: Int
  ) throws(ArrowDamage) -> [UInt8] {
    // What is told may be wrong: memory grows with what comes out.
    var room = min(count, max(4 << 20, 16 * range.count))
    while true {
      var done = 0
      let result = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, initialized in
        done = unsafe bytes.withUnsafeBytes { all in
          let source = unsafe UnsafeRawBufferPointer(rebasing: all[range])
          return unsafe decompress(source, UnsafeMutableRawBufferPointer(target), room)
        }
        initialized = done
      }
      if done == count { return result }
      guard done == room else {
        throw ArrowDamage("a compressed buffer is damaged: \(done) of \(count) bytes could be read")
      }
      room = min(count, 4 * room)
    }
  }

  /// Bytes that could be decompressed.
  private func decompress(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer, _ count: Int
  ) -> Int {
    switch self {
    case .lz4: unsafe lz4(source, target, count)
    case .zstd: unsafe zstd(source, target, count)
    }
  }

  private func zstd(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer, _ count: Int
  ) -> Int {
    guard let stream = unsafe ZSTD_createDStream() else { return 0 }
    defer { unsafe ZSTD_freeDStream(stream) }
    var input = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
    var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: count, pos: 0)
    while unsafe output.pos < count {
      let before = unsafe (input.pos, output.pos)
      let left = unsafe ZSTD_decompressStream(stream, &output, &input)
      guard ZSTD_isError(left) == 0, unsafe (input.pos, output.pos) != before else { break }
    }
    return unsafe output.pos
  }

  private func lz4(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer, _ count: Int
  ) -> Int {
    var context: OpaquePointer?
    let code = unsafe LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
    guard LZ4F_isError(code) == 0 else { return 0 }
    defer { unsafe LZ4F_freeDecompressionContext(context) }
    var (read, written) = (0, 0)
    while written < count {
      var room = count - written
      var rest = source.count - read
      let left = unsafe LZ4F_decompress(
        context, target.baseAddress?.advanced(by: written), &room,
        source.baseAddress?.advanced(by: read), &rest, nil)
      guard LZ4F_isError(left) == 0, room > 0 || rest > 0 else { break }
      written += room
      read += rest
    }
    return written
  }
}
