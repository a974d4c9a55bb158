import Glibc

/// A file without a name, for readers that take paths. In memory where the system has such a folder.
final class Scratch {
  private let descriptor: Int32

  init() {
    var made: Int32 = -1
    for folder in ["/dev/shm", "/tmp"] where made < 0 {
      var name = Array("\(folder)/tidemark-XXXXXX".utf8CString)
      made = unsafe mkstemp(&name)
      if made >= 0 { unsafe unlink(name) }
    }
    precondition(made >= 0, "no room for a file")
    descriptor = made
  }

  deinit { close(descriptor) }

  var path: String { "/proc/self/fd/\(descriptor)" }

  func fill(_ bytes: [UInt8]) {
    let written = unsafe bytes.withUnsafeBytes { buffer in
      unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, 0)
    }
    precondition(written == bytes.count && ftruncate(descriptor, bytes.count) == 0, "no room")
  }
}
