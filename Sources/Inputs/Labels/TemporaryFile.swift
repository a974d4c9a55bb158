internal import Engine
import Glibc

/// A file without a name: its room is free again with its last user, however the process ends.
final class TemporaryFile: Sendable {
  private let descriptor: Int32
  private let folder: String

  init(in folder: String) throws(ReadError) {
    self.folder = folder
    var template = Array("\(folder)/tidemark-XXXXXX".utf8CString)
    let (opened, code) = unsafe template.withUnsafeMutableBufferPointer { path in
      guard let name = path.baseAddress else { return (Int32(-1), EINVAL) }
      let opened = unsafe mkstemp(name)
      let code = errno
      if opened >= 0 {
        unsafe unlink(name)
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
      }
      return (opened, code)
    }
    guard opened >= 0 else { throw TemporaryFile.error(folder, code) }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// Writes all of some bytes.
  func write(_ bytes: [UInt8], at offset: Int) throws(ReadError) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, UnsafeRawBufferPointer(rebasing: buffer[done...]).baseAddress,
          buffer.count - done, off_t(offset + done))
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw TemporaryFile.error(folder, written < 0 ? errno : ENOSPC) }
      done += written
    }
  }

  /// The bytes of a range, behind some others.
  func read(_ range: Range<Int>, after kept: ArraySlice<UInt8> = []) throws(ReadError) -> [UInt8] {
    var code: Int32 = 0
    let size = kept.count + range.count
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { room, count in
      let raw = UnsafeMutableRawBufferPointer(room)
      unsafe raw.copyBytes(from: kept)
      count = kept.count
      while count < size {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: raw[count..<size])
        let offset = range.lowerBound + count - kept.count
        let got = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          code = got < 0 ? errno : EIO
          return
        }
        count += got
      }
    }
    guard code == 0 else { throw TemporaryFile.error(folder, code) }
    return bytes
  }

  private static func error(_ folder: String, _ code: Int32) -> ReadError {
    switch code {
    case ENOSPC, EDQUOT:
      ReadError(
        path: folder, "no room for the temporary files of labels: free some, or set TMPDIR")
    case ENOENT, ENOTDIR, EACCES, EPERM, EROFS:
      ReadError(path: folder, "temporary files of labels can't be made here: set TMPDIR")
    default:
      ReadError(
        path: folder, "temporary files of labels: \(unsafe String(cString: strerror(code)))")
    }
  }
}
