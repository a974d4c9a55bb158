import Foundation

/// A folder that is gone with its last user.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "command-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let file = path + "/" + name
    let parent = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

  func read(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  func holds(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  /// Text with this folder's path, which differs on every run, as `FOLDER`.
  func plain(_ text: String) -> String { text.replacingOccurrences(of: path, with: "FOLDER") }
}
