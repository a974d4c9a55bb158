import CZlib
internal import Engine

/// Decompresses gzip data, members one after the other (RFC 1952).
@safe final class Inflater: Decompressor {
  private(set) var failure: ReadError?
  private let file: StoredBytes
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var state = State.within
  private enum State { case within, betweenMembers, padding, ended }

  /// - Parameter first: bytes of the file that have been read already.
  init(_ file: StoredBytes, first: ArraySlice<UInt8>) throws(ReadError) {
    self.file = file
    unsafe input = .allocate(byteCount: max(256 << 10, first.count), alignment: 16)
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe input.copyBytes(from: first)
    unsafe stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_in = UInt32(first.count)
    // 16 asks for the gzip wrapper, 15 is the largest window.
    let code = unsafe inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      throw ReadError(path: file.path, "no memory to decompress it")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
    unsafe input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard buffer.count > 0 else { return 0 }
    let room = min(buffer.count, Int(UInt32.max))
    unsafe stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(room)
    while failure == nil, state != .ended, unsafe stream.pointee.avail_out == UInt32(room) {
      step()
    }
    return unsafe room - Int(stream.pointee.avail_out)
  }

  private func step() {
    if unsafe stream.pointee.avail_in == 0 { refill() }
    let available = unsafe Int(stream.pointee.avail_in)
    if available == 0 {
      failure = failure ?? file.failure
      if state == .within, failure == nil {
        failure = ReadError(
          path: file.path, "the gzip data ends too early; the file was cut off: copy it again",
          offset: file.count)
      }
      state = .ended
      return
    }
    if state != .within {
      skipPadding()
      return
    }
    switch unsafe inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: state = .betweenMembers
    default:
      let reason = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "not gzip"
      fail("the gzip data is damaged (\(reason)): copy the file again")
    }
  }

  /// Members may follow each other; zeros may fill the last block of a tape.
  private func skipPadding() {
    while unsafe stream.pointee.avail_in > 0, let byte = unsafe stream.pointee.next_in?.pointee {
      if byte == 0x1F, state == .betweenMembers {
        unsafe inflateReset(stream)
        state = .within
        return
      }
      guard byte == 0 else {
        fail("bytes that are not gzip follow the end of the gzip data")
        return
      }
      state = .padding
      unsafe stream.pointee.next_in = unsafe stream.pointee.next_in?.advanced(by: 1)
      unsafe stream.pointee.avail_in -= 1
    }
  }

  private func refill() {
    let got = unsafe file.read(into: input)
    unsafe stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_in = UInt32(got)
  }

  private func fail(_ message: String) {
    let offset = unsafe file.count - Int(stream.pointee.avail_in)
    failure = ReadError(path: file.path, message, offset: offset)
  }
}
