import Engine
import Interchange
import Statistics
import Store
import Testing

@testable import tidemark

/// Laws of stored statistics: they come back as they were, and damage is an error, never a crash.
@Suite struct StateFileTests {
  private static func bytes(rows: Int) async throws -> [UInt8] {
    let folder = try Folder()
    let data = try folder.write("d.csv", Taxi.csv(rows: rows))
    await Run("baseline", data, "-o", folder.path).expect(0)
    return try folder.bytes("baseline.tidestate")
  }

  @Test func whatIsDecodedEncodesToTheSameBytes() async throws {
    for rows in [1, 12, 400] {
      let bytes = try await Self.bytes(rows: rows)
      let gathered = try StateFile.decode(bytes)
      #expect(StateFile.encode(gathered) == bytes)
      #expect(gathered.records == rows)
      #expect(gathered.schema.names == Taxi.header)
      #expect(DatasetProfile(gathered).columns.count == Taxi.header.count)
    }
    let empty = Gathered()
    #expect(try StateFile.decode(StateFile.encode(empty)).records == 0)
  }

  @Test func everyTruncationIsRefused() async throws {
    let bytes = try await Self.bytes(rows: 3)
    for count in bytes.indices {
      #expect(throws: DamagedState.self, "\(count)") {
        try StateFile.decode(Array(bytes[..<count]))
      }
    }
    #expect(throws: DamagedState.self) { try StateFile.decode(bytes + [0]) }
  }

  @Test func everyFlippedByteIsFound() async throws {
    let bytes = try await Self.bytes(rows: 20)
    var random = SplitMix64(11)
    for _ in 0..<2_000 {
      var damaged = bytes
      let place = Int.random(in: bytes.indices, using: &random)
      damaged[place] ^= UInt8.random(in: 1...255, using: &random)
      #expect(throws: DamagedState.self, "byte \(place)") { try StateFile.decode(damaged) }
    }
  }

  /// Forged states have a fitting checksum; what they hold must still not crash anything.
  @Test func forgedStatesNeverCrash() async throws {
    let bytes = try await Self.bytes(rows: 6)
    var random = SplitMix64(12)
    for _ in 0..<1_000 {
      let forged = Forgery.make(of: bytes, &random)
      guard let gathered = try? StateFile.decode(forged) else { continue }
      let profile = DatasetProfile(gathered)
      _ = GeneratedRules(profile, monitor: "m", source: "s").text
      _ =
        ServiceStatistics(profile).json.text(.service)
        + ServiceConstraints(profile).json.text(.service)
      _ = StateFile.encode(gathered)
      guard var shard = try? StateFile.decodeShard(forged) else { continue }
      try? shard.merge(shard)
      _ = StateFile.encode(shard)
    }
  }

  @Test func whereAStateIsDamagedCountsFromTheStartOfTheFile() throws {
    var bytes = StateFile.encode(Gathered(records: 5))
    bytes.removeLast(8)
    // Magic, version, shape, untimed, malformed; then a count of columns that can't be.
    bytes[40] = 9
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: hash >> UInt64(shift)))
    }
    let error = #expect(throws: DamagedState.self) { try StateFile.decode(bytes) }
    #expect(error?.offset == 48)
  }

  @Test func whatAPatternLimitLeftIncompleteIsNotStored() throws {
    let cut = Reading<RowCount>(NoParameters(), over: [], where: nil)
    let whole = Reading<Presence>(over: RowExpression(column: "x", .generated), where: nil)
    var gathered = Gathered(records: 1)
    gathered.set(RowCount(records: 1), for: cut)
    gathered.set(Presence(present: 1, missing: 0), for: whole)
    gathered.patternLimits = [cut.request.key]
    let stored = try StateFile.decode(StateFile.encode(gathered))
    #expect(stored[cut] == nil && stored[whole]?.present == 1)
  }

  @Test func otherFilesAreNamedForWhatTheyAreNot() throws {
    for bytes in [[], Array("x,y\n1,2\n".utf8), Array("TIDESTAT".utf8)] as [[UInt8]] {
      #expect(throws: DamagedState.self) { try StateFile.decode(bytes) }
    }
  }
}
