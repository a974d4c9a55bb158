import Foundation

/// Standard input, read as it comes.
enum StandardInput {
  enum Piece {
    case bytes([UInt8])
    /// Nothing came in time.
    case nothing
    case end
  }

  /// The bytes that are there, waiting some milliseconds for them.
  static func next(within milliseconds: Int32) -> Piece {
    var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let ready = unsafe poll(&wanted, 1, milliseconds)
    if ready == 0 || (ready < 0 && errno == EINTR) { return .nothing }
    guard ready > 0 else { return .end }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe read(STDIN_FILENO, bytes.baseAddress, bytes.count)
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return .nothing }
    return count > 0 ? .bytes(Array(buffer[..<count])) : .end
  }
}
