import Engine
import Glibc

/// Appends messages to a file, a line each, on the disk before the answer is `done`.
///
/// Where `rotate` is given, a file that would grow beyond it is renamed `PATH.1`, after `PATH.1`
/// was renamed `PATH.2` and so on; the oldest beyond `keep` is removed. The file is locked
/// meanwhile, so that several programs may write to it.
package struct FileSink: Sink {
  private let options: SinkSpecification.FileOptions

  package init(_ options: SinkSpecification.FileOptions) { self.options = options }

  package func send(_ body: [UInt8], id: String) async -> SinkReply {
    do throws(FileFailure) {
      if let slash = options.path.lastIndex(of: "/") {
        try DurableFile.makeFolder(String(options.path[..<slash]))
      }
      try append(body + [UInt8(ascii: "\n")])
      return .done
    } catch {
      return .retry(afterSeconds: nil, reason: error.description)
    }
  }

  private func append(_ line: [UInt8]) throws(FileFailure) {
    while true {
      let file = try LockedFile(options.path)
      // Whoever held the lock before may have rotated: then this is no longer the file.
      guard file.isCurrent else { continue }
      let end = try file.end()
      if let limit = options.rotateBytes, end.size > 0, end.size + line.count > limit {
        try rotate()
        continue
      }
      // A line that a crash cut off must not swallow this one.
      let start = end.isLineOpen ? [UInt8(ascii: "\n")] : []
      try DurableFile.append(start + line, to: file.descriptor, of: options.path, syncs: true)
      if end.size == 0 { try DurableFile.syncFolder(of: options.path) }
      return
    }
  }

  private func rotate() throws(FileFailure) {
    let path = options.path
    guard options.keep > 0 else { return try DurableFile.remove(path) }
    for number in stride(from: options.keep - 1, through: 1, by: -1) {
      try DurableFile.move("\(path).\(number)", to: "\(path).\(number + 1)")
    }
    try DurableFile.move(path, to: "\(path).1")
  }
}

/// A file that is open for appending and locked.
private struct LockedFile: ~Copyable {
  let descriptor: Int32
  private let path: String

  init(_ path: String) throws(FileFailure) {
    let opened = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard opened >= 0 else { throw FileFailure(path, "can't be written") }
    while flock(opened, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let failure = FileFailure(path, "can't be locked")
        close(opened)
        throw failure
      }
    }
    descriptor = opened
    self.path = path
  }

  /// Whether the path still leads here.
  var isCurrent: Bool {
    var (here, there) = (stat(), stat())
    return unsafe fstat(descriptor, &here) == 0 && stat(path, &there) == 0
      && here.st_ino == there.st_ino && here.st_dev == there.st_dev
  }

  func end() throws(FileFailure) -> (size: Int, isLineOpen: Bool) {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { throw FileFailure(path, "this is not a file that grows") }
    guard size > 0 else { return (0, false) }
    var last: UInt8 = 0
    guard unsafe pread(descriptor, &last, 1, size - 1) == 1 else {
      throw FileFailure(path, "can't be read")
    }
    return (size, last != UInt8(ascii: "\n"))
  }

  deinit { close(descriptor) }
}
