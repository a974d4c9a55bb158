import Foundation

/// The file of records that can't be read: a line of place and reason, then the record's own bytes.
///
/// It is made with the first such record, so that a run without any leaves what stands there; files
/// that are read are never written to.
final class Quarantine {
  private let path: String
  private var file: FileHandle?
  private var failed = false

  init(_ path: String, inputs: [String]) throws {
    self.path = path
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    for input in inputs
    where URL(fileURLWithPath: input).resolvingSymlinksInPath() == target {
      throw CommandFailure.arguments(
        "--quarantine \(path): this file is read as data: name another")
    }
    if path.hasSuffix(".tide") || path.hasSuffix(".tidestate") {
      throw CommandFailure.arguments(
        "--quarantine \(path): this is the name of a rule file or a state: name another")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard Files.isFolder(folder),
      FileManager.default.isWritableFile(atPath: Files.exists(path) ? path : folder)
    else {
      throw CommandFailure.arguments("--quarantine \(path): this file can't be written")
    }
    if Files.isFolder(path) {
      throw CommandFailure.arguments("--quarantine \(path): this is a folder: name a file")
    }
  }

  func add(_ input: String, _ line: Int, _ reason: String, _ bytes: [UInt8]) {
    if file == nil, !failed {
      failed = !FileManager.default.createFile(atPath: path, contents: nil)
      file = FileHandle(forWritingAtPath: path)
    }
    var record = Data("# \(input):\(line): \(reason)\n".utf8)
    record.append(contentsOf: bytes)
    if bytes.last != UInt8(ascii: "\n") { record.append(UInt8(ascii: "\n")) }
    guard let file else {
      failed = true
      return
    }
    do { try file.write(contentsOf: record) } catch { failed = true }
  }

  func close() throws {
    try? file?.close()
    if failed {
      throw CommandFailure.data(
        "--quarantine \(path): a record could not be written: check its folder, its permissions and the disk"
      )
    }
  }
}
