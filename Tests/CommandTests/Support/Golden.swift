import Foundation
import Testing

/// Files beside the tests that hold what a command wrote when a person looked at it.
enum Golden {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden")

  /// Compares with a golden file; `RECORD=1` in the environment writes it instead.
  static func expect(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let (got, wanted) = (text.split(separator: "\n"), expected.split(separator: "\n"))
    let line = zip(got, wanted).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(
      text == expected,
      "\(name) differs first in line \((line?.offset ?? min(got.count, wanted.count)) + 1): \(line?.element.0.prefix(300) ?? "the end")",
      sourceLocation: sourceLocation)
  }
}
