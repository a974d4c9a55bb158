import Glibc

/// Files whose bytes are on the disk when a call returns. The calls of the system that have to do
/// with them are made here.
enum DurableFile {
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// All bytes; nil when there is no file.
  static func read(_ path: String) throws(FileFailure) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw FileFailure(path, "can't be read")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure(path, "can't be read") }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Adds bytes at the end, all or none.
  static func append(_ bytes: [UInt8], to path: String, syncs: Bool) throws(FileFailure) {
    guard !bytes.isEmpty else { return }
    let isNew = !exists(path)
    let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFailure(path, "can't be written") }
    defer { close(descriptor) }
    try append(bytes, to: descriptor, of: path, syncs: syncs)
    if isNew, syncs { try syncFolder(of: path) }
  }

  /// Adds bytes at the end of an open file, all or none.
  static func append(
    _ bytes: [UInt8], to descriptor: Int32, of path: String, syncs: Bool
  ) throws(FileFailure) {
    let length = lseek(descriptor, 0, SEEK_END)
    guard write(bytes, to: descriptor), !syncs || fsync(descriptor) == 0 else {
      let failure = FileFailure(path, "can't be written")
      _ = ftruncate(descriptor, length)
      throw failure
    }
  }

  /// Puts a whole file in the place of another: after any failure the old one stands or the new.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
    let beside = path + ".new"
    let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFailure(beside, "can't be written") }
    let isWritten = write(bytes, to: descriptor) && fsync(descriptor) == 0
    let failure = FileFailure(beside, "can't be written")
    close(descriptor)
    guard isWritten else {
      unsafe unlink(beside)
      throw failure
    }
    guard unsafe rename(beside, path) == 0 else { throw FileFailure(path, "can't be replaced") }
    try syncFolder(of: path)
  }

  static func writeIfAbsent(_ text: String, to path: String) throws(FileFailure) {
    if !exists(path) { try replace(path, with: Array(text.utf8)) }
  }

  static func move(_ path: String, to other: String) throws(FileFailure) {
    guard unsafe rename(path, other) == 0 || errno == ENOENT else {
      throw FileFailure(path, "can't be renamed to \(other)")
    }
  }

  static func remove(_ path: String) throws(FileFailure) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw FileFailure(path, "can't be removed")
    }
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(FileFailure) {
    guard !path.isEmpty, unsafe mkdir(path, 0o755) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw FileFailure(path, "this folder can't be made")
    }
    try makeFolder(String(path[..<slash]))
    guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw FileFailure(path, "this folder can't be made")
    }
  }

  /// A new name is on the disk once its folder is.
  static func syncFolder(of path: String) throws(FileFailure) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(folder, "can't be opened") }
    defer { close(descriptor) }
    // Some file systems have no such thing as synchronizing a folder.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw FileFailure(folder, "can't be synchronized")
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      var rest = unsafe buffer[...]
      while unsafe !rest.isEmpty {
        let count = unsafe Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        unsafe rest = rest.dropFirst(count)
      }
      return true
    }
  }
}
