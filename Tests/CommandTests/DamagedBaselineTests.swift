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

  @Test func aForgedBaselineCrashesNoVerdict() async throws {
    let folder = try Folder()
    let data = try folder.write("d.csv", Taxi.csv(rows: 12))
    await Run("baseline", data, "-o", folder.path).expect(0)
    let bytes = try folder.bytes("baseline.tidestate")
    let rules = try folder.write(
      "all.tide",
      try folder.read("rules.tide").replacing("mode observe", with: "mode enforce")
        + """
        rule moved { for each column c expect drift(c) <= 0.2 }
        rule near { for each numeric column c expect mean(c) within 10% of baseline }
        rule spread { for each numeric column c expect stddev(c) <= 2 * baseline }
        rule middle { for each numeric column c expect median(c) within 90% of baseline }
        rule known { for each string column c expect unseen_share(c) <= 1% }
        """)
    let whole = await Run("check", rules, "--data", data)
    #expect([0, 1, 4].contains(whole.status), "\(whole.error)")
    var random = SplitMix64(13)
    for _ in 0..<60 {
      try folder.write("baseline.tidestate", Forgery.make(of: bytes, &random))
      let run = await Run("check", rules, "--data", data, "--threads", "1")
      #expect([0, 1, 2, 3, 4].contains(run.status))
    }
  }
}
