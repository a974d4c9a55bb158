import Foundation
import Testing

@testable import Outputs

@Suite struct CommandLedgerTests {
  let folder: Folder
  let ledger: CommandLedger

  init() throws {
    folder = try Folder()
    ledger = CommandLedger(folder: folder.path + "/state", monitor: "m", sink: "s")
    _ = try ledger.claim()
  }

  @Test func eachIncidentIsNewOnce() throws {
    #expect(try ledger.new(among: ["a 1", "b 1"]) == ["a 1", "b 1"])
    try ledger.add(["a 1"])
    #expect(try ledger.new(among: ["a 1", "a 2", "b 1"]) == ["a 2", "b 1"])
    let other = CommandLedger(folder: folder.path + "/state", monitor: "m", sink: "t")
    #expect(try other.new(among: ["a 1"]) == ["a 1"], "each sink has its own")
  }

  @Test func oneRunAtATime() throws {
    let claim = try ledger.claim()
    #expect(claim != nil)
    #expect(try ledger.claim() == nil)
    claim?.release()
    #expect(try ledger.claim() != nil)
  }

  @Test func aLineThatWasCutOffSpoilsNoOther() throws {
    try ledger.add(["a 1", "b 1"])
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state").first {
        $0.hasSuffix(".done")
      })
    let bytes = try folder.bytes("state/\(name)")
    try folder.write("state/\(name)", bytes.dropLast(2))
    #expect(try ledger.new(among: ["a 1", "b 1"]) == ["b 1"])
    try ledger.add(["b 1"])
    #expect(try ledger.new(among: ["a 1", "b 1"]) == [])
  }

  @Test func theOldestAreForgotten() throws {
    try ledger.add((0..<CommandLedger.longest).map { "a\($0)" })
    try ledger.add(["new"])
    #expect(try ledger.new(among: ["new", "a0"]) == ["a0"])
    let last = "a\(CommandLedger.longest - 1)"
    #expect(try ledger.new(among: [last]) == [])
  }
}
