import Foundation

/// A folder that is gone with its last user.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "capture-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Captured files, relative, in order.
  var files: [String] {
    let all = FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []
    return all.filter { $0.hasSuffix(".jsonl") }.sorted()
  }

  func text(_ file: String) -> String {
    (try? String(contentsOfFile: path + "/" + file, encoding: .utf8)) ?? ""
  }

  /// Every captured record.
  func records() throws -> [[String: Any]] {
    try files.flatMap { text($0).split(separator: "\n") }.compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }
}
