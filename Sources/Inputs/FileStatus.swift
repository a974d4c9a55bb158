import Glibc

/// What a path leads to.
struct FileStatus: Equatable {
  enum Kind { case file, folder, stream }

  let kind: Kind
  let size: Int
  private let device: UInt64
  private let number: UInt64

  /// Nil when there is nothing, or it can't be seen; `errno` then says why.
  init?(_ path: String) {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    default: kind = .stream
    }
    size = Int(info.st_size)
    device = UInt64(info.st_dev)
    number = UInt64(info.st_ino)
  }

  static func == (left: FileStatus, right: FileStatus) -> Bool {
    left.device == right.device && left.number == right.number
  }
}
