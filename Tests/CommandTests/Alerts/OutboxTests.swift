import Foundation
import Testing

@testable import Outputs

@Suite struct OutboxTests {
  let folder: Folder
  let outbox: Outbox

  init() throws {
    folder = try Folder()
    outbox = Outbox(folder: folder.path + "/a/state")
  }

  private func ids(_ outbox: Outbox) throws -> [String] {
    try outbox.contents().entries.map(\.key.id)
  }

  @Test func whatIsAddedIsThereUntilItIsStruckOut() throws {
    #expect(outbox.isEmpty)
    try outbox.add(["a", "b", "c"].map { Alerts.entry($0) })
    try outbox.add(["b", "d"].map { Alerts.entry($0) })
    #expect(try ids(outbox) == ["a", "b", "c", "d"])
    #expect(try outbox.contents().entries[1] == Alerts.entry("b"), "nothing is changed on the way")
    try outbox.strike(Alerts.entry("b").key)
    try outbox.note(Alerts.entry("c").key, failed: "answered 500")
    #expect(try ids(outbox) == ["a", "c", "d"])
    try outbox.compact()
    #expect(try ids(outbox) == ["a", "c", "d"])
    #expect(try outbox.contents().entries[1].problem == "answered 500")
    for id in ["a", "c", "d"] { try outbox.strike(Alerts.entry(id).key) }
    try outbox.compact()
    #expect(outbox.isEmpty)
    #expect(try folder.read("a/state/.gitignore") == "*\n")
  }

  @Test func theSameMessageForTwoSinksIsTwo() throws {
    try outbox.add([Alerts.entry("a"), Alerts.entry("a", sink: "log"), Alerts.entry("a")])
    try outbox.strike(Alerts.entry("a").key)
    #expect(try outbox.contents().entries.map(\.key.sink) == ["log"])
  }

  /// Every line that is whole counts; the rest is told of and moved aside.
  @Test func everyTruncationKeepsWhatIsWhole() throws {
    try outbox.add(["a", "b"].map { Alerts.entry($0) })
    try outbox.strike(Alerts.entry("a").key)
    try outbox.add([Alerts.entry("c")])
    let bytes = try folder.bytes("a/state/outbox")
    let states: [[String]] = [[], ["a"], ["a", "b"], ["b"], ["b", "c"]]
    for length in 0...bytes.count {
      let (contents, damaged) = Outbox.decode(Array(bytes[..<length]))
      let whole = bytes[..<length].count { $0 == UInt8(ascii: "\n") }
      #expect(contents.entries.map(\.key.id) == states[whole], "\(length)")
      let isCut = length > 0 && bytes[length - 1] != UInt8(ascii: "\n")
      #expect(damaged == (isCut ? 1 : 0), "\(length)")
    }
  }

  @Test func everyChangedByteIsFound() throws {
    try outbox.add(["a", "b"].map { Alerts.entry($0) })
    let bytes = try folder.bytes("a/state/outbox")
    var random = SplitMix64(7)
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= UInt8.random(in: 1...255, using: &random)
      let (contents, damaged) = Outbox.decode(changed)
      #expect(damaged >= 1, "\(place)")
      #expect(contents.entries.count <= 1)
      for entry in contents.entries { #expect(entry == Alerts.entry(entry.key.id)) }
    }
  }

  @Test func aDamagedFileIsSetAsideAndWhatIsSoundStays() throws {
    try outbox.add(["a", "b"].map { Alerts.entry($0) })
    let bytes = try folder.bytes("a/state/outbox")
    let cut = Array(bytes.dropLast(20))
    for number in 1...2 {
      try folder.write("a/state/outbox", cut)
      let contents = try outbox.contents()
      #expect(contents.entries.map(\.key.id) == ["a"])
      #expect(contents.damage?.contains("outbox.damaged-\(number)") == true)
      #expect(try folder.bytes("a/state/outbox.damaged-\(number)") == cut)
      #expect(try outbox.contents().damage == nil, "told once")
    }
    try outbox.add([Alerts.entry("c")])
    #expect(try ids(outbox) == ["a", "c"])
  }

  @Test func aFolderThatCannotBeIsAnError() throws {
    try folder.write("file", "")
    let blocked = Outbox(folder: folder.path + "/file/state")
    #expect(throws: FileFailure.self) { try blocked.add([Alerts.entry("a")]) }
    #expect(try blocked.contents() == Outbox.Contents())
  }

  @Test func severalRunsShareIt() async throws {
    let outbox = outbox
    try await withThrowingTaskGroup(of: Void.self) { group in
      for run in 0..<8 {
        group.addTask {
          for number in 0..<10 {
            try outbox.add([Alerts.entry("\(run)-\(number)")])
            if number % 2 == 0 { try outbox.strike(Alerts.entry("\(run)-\(number)").key) }
            try outbox.compact()
          }
        }
      }
      try await group.waitForAll()
    }
    let left = try ids(outbox)
    let wanted = (0..<8).flatMap { run in [1, 3, 5, 7, 9].map { "\(run)-\($0)" } }
    #expect(Set(left) == Set(wanted) && left.count == wanted.count)
  }

  @Test func oneRunDeliversWhatWasLeft() throws {
    try outbox.add([Alerts.entry("a")])
    let claim = try #require(try outbox.claimDelivery())
    #expect(try outbox.claimDelivery() == nil)
    claim.release()
    #expect(try outbox.claimDelivery() != nil)
  }
}
