internal import Engine
import Glibc

/// The bytes of a file, pipe or standard input as stored, or of a text at hand, read in order.
final class StoredBytes {
  let path: String
  /// Bytes read so far.
  private(set) var count = 0
  private(set) var failure: ReadError?
  private let descriptor: Int32
  private let hash: ((RawSpan) -> Void)?
  /// What is still to be read of a text at hand; nil where a file is read.
  private var text: ArraySlice<UInt8>?
  /// What makes more of it.
  private var records: BatchRecords?
  /// Bytes of a file.
  private var size: Int?
  /// What gives an answer, which ends before the descriptor does.
  private var reader: ParquetReader?

  /// Bytes that are at hand.
  init(_ text: [UInt8], named name: String) {
    path = name
    hash = nil
    descriptor = -1
    self.text = text[...]
  }

  /// Bytes that are made while they are read.
  init(_ records: BatchRecords, named name: String, hash: ((RawSpan) -> Void)? = nil) {
    path = name
    self.hash = hash
    descriptor = -1
    text = []
    self.records = records
  }

  /// The answer of a program that reads a file, to be read to its own end and no further.
  init(_ reader: ParquetReader, named name: String) {
    path = name
    hash = nil
    descriptor = reader.answers
    self.reader = reader
  }

  /// - Parameter path: nil for standard input.
  init(path: String?, hash: ((RawSpan) -> Void)?) throws(ReadError) {
    self.hash = hash
    self.path = path ?? StoredBytes.standardInput
    guard let path else {
      descriptor = STDIN_FILENO
      return
    }
    let opened = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw StoredBytes.error(path, errno) }
    descriptor = opened
    var info = stat()
    if unsafe fstat(opened, &info) == 0, info.st_mode & S_IFMT == S_IFREG {
      size = Int(info.st_size)
    }
  }

  deinit {
    if descriptor > STDIN_FILENO, reader == nil { close(descriptor) }
  }

  static let standardInput = "standard input"

  /// Reads what is there, at most a buffer full; 0 at the end and after a failure.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard failure == nil, buffer.count > 0 else { return 0 }
    if text?.isEmpty ?? false, let made = records?.next() {
      text = made[...]
      unsafe made.withUnsafeBytes { unsafe hash?($0.bytes) }
    }
    if records?.failure != nil { failure = records?.failure }
    if let text {
      let part = text.prefix(buffer.count)
      unsafe buffer.copyBytes(from: part)
      self.text = text.dropFirst(part.count)
      count += part.count
      return part.count
    }
    while true {
      let got = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if got > 0 {
        if let hash {
          unsafe hash(UnsafeRawBufferPointer(rebasing: buffer[0..<got]).bytes)
        }
        count += got
        return got
      }
      if got == 0 {
        failure = reader?.failure(path)
        return 0
      }
      if errno == EINTR { continue }
      failure = StoredBytes.error(path, errno, offset: count)
      return 0
    }
  }

  /// Whether a reader that waits for more than it needs would wait for ever.
  var isAnswer: Bool { reader != nil }

  /// Whether its path leads to the same bytes again.
  var canBeReopened: Bool { size != nil }

  /// Bytes that are still to be read, where that is known.
  var rest: Int? { text.map { records == nil ? $0.count : nil } ?? size.map { max(0, $0 - count) } }

  /// Goes to a place of a file that nobody wants to see all bytes of.
  func seek(to offset: Int) {
    guard size != nil, hash == nil, lseek(descriptor, offset, SEEK_SET) >= 0 else { return }
    count = offset
  }

  /// Bytes of a file, wherever it is being read; fewer at its end.
  func bytes(at offset: Int, _ most: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, min(most, (size ?? 0) - offset)))
    let got = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, offset)
    }
    return Array(bytes.prefix(max(0, got)))
  }

  /// Bytes of a file whose parts can be read in any order.
  var seekableSize: Int? { hash == nil ? size : nil }

  /// Passes over bytes of a file without reading them, where nobody wants to see them.
  func skip(_ most: Int) -> Int {
    guard hash == nil, let rest, text == nil, failure == nil else { return 0 }
    let skipped = min(most, rest)
    guard lseek(descriptor, skipped, SEEK_CUR) >= 0 else { return 0 }
    count += skipped
    return skipped
  }

  static func error(_ path: String, _ code: Int32, offset: Int? = nil) -> ReadError {
    switch code {
    case ENOENT: ReadError(path: path, "no such file or folder; check the path")
    case EACCES, EPERM:
      ReadError(path: path, "permission denied; make it readable for this user")
    case EISDIR:
      ReadError(path: path, "is a folder where a file is expected; name the files in it")
    default:
      ReadError(path: path, unsafe String(cString: strerror(code)), offset: offset)
    }
  }
}
