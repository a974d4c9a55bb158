import CZstd
internal import Engine

/// Decompresses zstd data, frames one after the other (RFC 8878).
@safe final class ZstdInflater: Decompressor {
  private(set) var failure: ReadError?
  private let file: StoredBytes
  private let stream: OpaquePointer
  private let input: UnsafeMutableRawBufferPointer
  /// Bytes of `input` that are filled, and that are used.
  private var (filled, used) = (0, 0)
  private var isWithinFrame = true
  private var ended = false

  /// - Parameter first: bytes of the file that have been read already.
  init(_ file: StoredBytes, first: ArraySlice<UInt8>) throws(ReadError) {
    self.file = file
    guard let stream = unsafe ZSTD_createDStream() else {
      throw ReadError(path: file.path, "no memory to decompress it")
    }
    unsafe self.stream = stream
    unsafe input = .allocate(byteCount: max(256 << 10, first.count), alignment: 16)
    unsafe input.copyBytes(from: first)
    filled = first.count
  }

  deinit {
    unsafe ZSTD_freeDStream(stream)
    unsafe input.deallocate()
  }

  /// Whether bytes start a frame, with or without content.
  static func starts(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return true }
    guard let first = bytes.first, bytes.count >= 4 else { return false }
    return first & 0xF0 == 0x50 && bytes.dropFirst().starts(with: [0x2A, 0x4D, 0x18])
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard buffer.count > 0 else { return 0 }
    var output = unsafe ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while failure == nil, !ended, unsafe output.pos == 0 { unsafe step(&output) }
    return unsafe output.pos
  }

  private func step(_ output: inout ZSTD_outBuffer) {
    if used == filled {
      (used, filled) = (0, unsafe file.read(into: input))
      if filled == 0 {
        finish()
        return
      }
    }
    var rest = unsafe ZSTD_inBuffer(src: input.baseAddress, size: filled, pos: used)
    let left = unsafe ZSTD_decompressStream(stream, &output, &rest)
    used = unsafe rest.pos
    guard ZSTD_isError(left) == 0 else {
      let reason = unsafe String(cString: ZSTD_getErrorName(left))
      failure = ReadError(
        path: file.path, "the zstd data are damaged (\(reason)): copy the file again",
        offset: file.count - (filled - used))
      return
    }
    // 0 says that a frame is complete and given; the next byte belongs to another one.
    isWithinFrame = left != 0
  }

  private func finish() {
    failure = file.failure
    if isWithinFrame, failure == nil {
      failure = ReadError(
        path: file.path, "the zstd data end too early; the file was cut off: copy it again",
        offset: file.count)
    }
    ended = true
  }
}
