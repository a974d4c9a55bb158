import Engine
import Foundation
import Inputs
import Statistics
import Testing

/// Arrow data that pyarrow wrote, each with what must be read of it.
enum ArrowSamples {
  struct Sample {
    let name: String
    let path: String
    let columns: [String]
    let rows: [[String?]]
    let kinds: [[CellKind]]

    var bytes: [UInt8] {
      get throws { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
    }
  }

  /// Those that are kept beside the tests.
  static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden").path

  static let names = [
    "types.arrows", "file.arrow", "zstd.arrows", "lz4.arrow", "rows.arrows", "views.arrows",
    "deltas.arrows", "replaced.arrows", "nested.arrows",
  ]

  static func sample(_ name: String, in folder: String = golden) throws -> Sample {
    let base = folder + "/" + (name as NSString).deletingPathExtension
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: base + ".json")))
    let members = try #require(json as? [String: Any])
    let rows = try #require(members["rows"] as? [[Any]])
    let kinds = try #require(members["kinds"] as? [String])
    let letters: [Character: CellKind] = [
      "m": .missing, "i": .integral, "f": .fractional, "b": .boolean, "t": .timestamp, "x": .text,
    ]
    return Sample(
      name: name, path: folder + "/" + name,
      columns: try #require(members["columns"] as? [String]),
      rows: rows.map { $0.map { $0 as? String } },
      kinds: try kinds.map { try $0.map { try #require(letters[$0]) } })
  }

  /// Whether `python3` has pyarrow, by which samples of other seeds can be made.
  static let canMakeMore = run(["-c", "import pyarrow"])

  static func make(in folder: String, seed: Int) -> Bool {
    run([golden + "/make_arrow.py", folder, "\(seed)"])
  }

  static func run(_ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
