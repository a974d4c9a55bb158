import Testing

@testable import tidemark

/// Damaged states as the commands meet them.
@Suite struct DamagedBaselineTests {
  @Test func aDamagedBaselineIsNamedAndNothingIsEvaluated() async throws {
    let folder = try Folder()
    let data = try folder.write("d.csv", Taxi.csv(rows: 30))
    await Run("baseline", data, "-o", folder.path).expect(0)
    let bytes = try folder.bytes("baseline.tidestate")
    let rules = folder.path + "/rules.tide"
    for place in Array(stride(from: 0, to: bytes.count, by: bytes.count / 40)) + [bytes.count - 1] {
      var damaged = bytes
      damaged[place] ^= 0x20
      try folder.write("baseline.tidestate", damaged)
      let run = await Run("check", rules, "--data", data)
      run.expect(3, says: "baseline.tidestate", "byte", "tidemark baseline")
      #expect(run.output.isEmpty)
    }
    try folder.write("baseline.tidestate", bytes[..<(bytes.count / 2)])
    await Run("check", rules, "--data", data).expect(3, says: "baseline.tidestate")
    await Run("eval", "row_count", "--data", data, "--baseline", folder.path).expect(3)
    await Run("lint", rules).expect(2, says: "baseline.tidestate")
    try folder.write("baseline.tidestate", [UInt8]())
    await Run("check", rules, "--data", data).expect(3, says: "baseline.tidestate")
  }
}
