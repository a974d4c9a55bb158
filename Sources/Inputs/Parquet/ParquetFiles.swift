internal import Engine
import Glibc

/// The Parquet files of a run, all read by one program that is started for the first of them.
final class ParquetFiles {
  private let command: ParquetCommand?
  private var reader: ParquetReader?

  init(_ command: ParquetCommand?) { self.command = command }

  /// Whether a file is Parquet: as asked for, by its name, or by how it starts and ends.
  static func isParquet(_ path: String, _ options: InputOptions) -> Bool {
    if let format = options.format { return format == .parquet }
    if InputFormat.byName(path) == .format(.parquet) { return true }
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let end = lseek(descriptor, -4, SEEK_END)
    guard end >= 8 else { return false }
    return [0, end].allSatisfy { offset in
      var bytes = [UInt8](repeating: 0, count: 4)
      let got = unsafe bytes.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress, 4, offset)
      }
      return got == 4 && InputFormat.isParquet(bytes[...])
    }
  }

  /// An Arrow stream of a file, which must be read to its end before the next one is asked for.
  ///
  /// - Parameter columns: names of those that are wanted, at the top of the schema; nil for what the
  ///   schema can be told by.
  func stream(_ path: String, columns: [String]? = nil) throws(ReadError) -> ByteStream {
    guard let command else {
      throw ReadError(path: path, "Parquet is read by another program, and none is named")
    }
    let reader: ParquetReader
    if let known = self.reader { reader = known } else { reader = try .init(command, for: path) }
    self.reader = reader
    reader.ask(path, columns: columns)
    return try ByteStream(StoredBytes(reader, named: path))
  }
}
