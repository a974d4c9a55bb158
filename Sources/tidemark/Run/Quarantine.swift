import Foundation

/// The file of records that can't be read: a line of place and reason, then the record's own bytes.
final class Quarantine {
  private let path: String
  private let file: FileHandle
  private var failed = false

  init(_ path: String) throws {
    self.path = path
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw CommandFailure.arguments("--quarantine \(path): this file can't be written") }
    self.file = file
  }

  func add(_ input: String, _ line: Int, _ reason: String, _ bytes: [UInt8]) {
    var record = Data("# \(input):\(line): \(reason)\n".utf8)
    record.append(contentsOf: bytes)
    if bytes.last != UInt8(ascii: "\n") { record.append(UInt8(ascii: "\n")) }
    do { try file.write(contentsOf: record) } catch { failed = true }
  }

  func close() throws {
    try? file.close()
    if failed {
      throw CommandFailure.data(
        "--quarantine \(path): a record could not be written: is the disk full?")
    }
  }
}
