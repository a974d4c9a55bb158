import Glibc

/// A lock between processes (`flock`), held until it is released or the process ends.
package final class FileLock: Sendable {
  private let descriptor: Int32

  /// - Parameter waits: whether to wait while another holds it; otherwise the lock is nil then.
  init?(_ path: String, waits: Bool) throws(FileFailure) {
    let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw FileFailure(path, "can't be locked") }
    var result: Int32
    repeat {
      result = flock(opened, LOCK_EX | (waits ? 0 : LOCK_NB))
    } while result != 0
      && errno == EINTR
    guard result == 0 else {
      let number = errno
      close(opened)
      if !waits, number == EWOULDBLOCK { return nil }
      throw FileFailure(path, "can't be locked", number: number)
    }
    descriptor = opened
  }

  package func release() { flock(descriptor, LOCK_UN) }

  deinit { close(descriptor) }
}
