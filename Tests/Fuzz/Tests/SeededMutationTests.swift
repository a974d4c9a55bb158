import Foundation
import FuzzLaws
import Testing

/// Inputs changed at random keep the laws of their kind. The same on every run; a failure names its
/// seed and the bytes.
struct SeededMutationTests {
  @Test("Changed inputs", arguments: HostileInput.allCases, 1...4)
  func changed(_ kind: HostileInput, _ seed: Int) throws {
    let seeds = kind.seeds + (kind == .rules ? try Self.ruleFiles() : [])
    var mutator = Mutator(kind, seeds: seeds, seed: UInt64(seed))
    for round in 0..<750 {
      let bytes = mutator.next()
      guard let law = kind.lawBroken(by: bytes) else { continue }
      let shown = Data(bytes).base64EncodedString()
      Issue.record("\(kind.rawValue), seed \(seed), round \(round): \(law)\n\(shown)")
      return
    }
  }

  @Test("Inputs as they are", arguments: HostileInput.allCases)
  func unchanged(_ kind: HostileInput) throws {
    let seeds = kind.seeds + (kind == .rules ? try Self.ruleFiles() : [])
    for seed in seeds + [[]] {
      #expect(kind.lawBroken(by: seed) == nil, "\(String(decoding: seed, as: UTF8.self))")
    }
  }

  /// What the fuzzer found, each once.
  @Test(arguments: [
    // Moments whose sum of squares is just below 0.
    (
      HostileInput.states,
      "AxgAAAAAAAAAAAAAAAAAAAAAAG1vbQAAAPA/AAAAAAAACEAAAAAAAAAUQAAAAAAAgDpAAAAAAABAQgAAQExATEA="
    )
  ])
  func found(_ kind: HostileInput, _ base64: String) throws {
    let bytes = try #require(Data(base64Encoded: base64))
    #expect(kind.lawBroken(by: Array(bytes)) == nil)
  }

  /// Every rule file of the repository.
  static func ruleFiles() throws -> [[UInt8]] {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    var files: [[UInt8]] = []
    for folder in ["Sources", "Tests", "examples", "rules"] {
      let found = FileManager.default.enumerator(
        at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
      for case let file as URL in found ?? .init() where file.pathExtension == "tide" {
        files.append(Array(try Data(contentsOf: file)))
      }
    }
    #expect(files.count >= 3)
    return files
  }
}
