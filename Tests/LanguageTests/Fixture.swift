import Foundation
import Language
import Testing

/// The files beside the tests.
enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let names = ["harbour", "mistakes", "words"]

  static func source(_ name: String) throws -> SourceFile {
    let file = folder.appendingPathComponent("Fixtures/\(name).tide")
    return SourceFile(path: "\(name).tide", bytes: Array(try Data(contentsOf: file)))
  }

  /// The texts of all rule files of the repository.
  static func all() throws -> [String] {
    let root = folder.deletingLastPathComponent().deletingLastPathComponent()
    var texts: [String] = []
    for part in ["Tests", "rules", "examples", "plugins"] {
      let files = FileManager.default.enumerator(
        at: root.appendingPathComponent(part), includingPropertiesForKeys: nil)
      for case let file as URL in files ?? FileManager.DirectoryEnumerator()
      where file.pathExtension == "tide" {
        texts.append(try String(contentsOf: file, encoding: .utf8))
      }
    }
    return texts
  }

  /// Compares with a golden file; `RECORD=1` in the environment writes it instead.
  static func expectGolden(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent("Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(name) differs", sourceLocation: sourceLocation)
  }
}
