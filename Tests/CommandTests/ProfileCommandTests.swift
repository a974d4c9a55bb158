import Testing

@testable import tidemark

/// States of parts: held against rules, they say what one pass over all of the data says.
@Suite struct ProfileCommandTests {
  private static let rules = """
    edition 1
    monitor m "M" { window 1 day on at }
    rule complete { expect completeness(x) >= 90% }
    rule spread { expect stddev(x) < 30 and quantile(x, 90%) < 95 }
    rule kinds { by kind at most 5 needs at least 5 rows expect mean(x) < 60 }
    rule far { expect share(x > 50) <= 60% }
    """

  /// Rows of some days, `parts` files of them.
  private static func data(_ folder: Folder, parts: Int, rows: Int) throws -> [String] {
    var random = SplitMix64(7)
    return try (0..<parts).map { part in
      var lines = ["at,x,kind"]
      for _ in 0..<rows {
        let day = Int.random(in: 1...4, using: &random)
        let x =
          Int.random(in: 0..<20, using: &random) == 0
          ? "" : "\(Double.random(in: 0..<100, using: &random))"
        lines.append(
          "2026-03-0\(day)T10:00:00Z,\(x),\(["a", "b", "c"].randomElement(using: &random) ?? "")")
      }
      return try folder.write("part-\(part).csv", lines.joined(separator: "\n") + "\n")
    }
  }

  /// What a report says beside where the data lie.
  private static func windows(_ run: Run) throws -> String {
    let text = try #require(run.output.range(of: "\"windows\""))
    return String(run.output[text.lowerBound...])
  }

  @Test(arguments: [rules, rules.replacing("{ window 1 day on at }", with: "{}")])
  func statesSayWhatTheDataSay(rules: String) async throws {
    let folder = try Folder()
    let file = try folder.write("rules.tide", rules)
    let parts = try Self.data(folder, parts: 3, rows: 900)
    let whole = await Run(["check", file, "--format", "json", "--data"] + parts)
    var states: [String] = []
    for (index, part) in parts.enumerated() {
      states.append(folder.path + "/part-\(index).tidestate")
      await Run("profile", part, "--rules", file, "-o", states[index]).expect(
        0, says: "900 records")
    }
    let each = await Run(
      "check", file, "--format", "json", "--data", folder.path + "/part-*.tidestate")
    #expect(each.status == whole.status)
    #expect(try Self.windows(each) == Self.windows(whole))

    let merged = folder.path + "/all.tidestate"
    await Run(["merge"] + states + ["-o", merged]).expect(0, says: "2,700 records")
    let one = await Run("check", file, "--format", "json", "--data", merged)
    #expect(try Self.windows(one) == Self.windows(whole))
    // Merged by two and then with the third: the same bytes.
    let two = folder.path + "/two.tidestate"
    let again = folder.path + "/again.tidestate"
    await Run("merge", states[0], states[1], "-o", two).expect(0)
    await Run("merge", two, states[2], "-o", again).expect(0)
    #expect(try folder.bytes("again.tidestate") == folder.bytes("all.tidestate"))
  }

  @Test func aBaselineIsMadeOfStates() async throws {
    let folder = try Folder()
    let parts = try Self.data(folder, parts: 2, rows: 300)
    for (index, part) in parts.enumerated() {
      await Run("profile", part, "-o", folder.path + "/part-\(index).tidestate").expect(0)
    }
    await Run(["baseline"] + parts + ["-o", folder.path + "/data"]).expect(0)
    await Run("baseline", folder.path + "/part-*.tidestate", "-o", folder.path + "/states").expect(
      0)
    #expect(try folder.bytes("states/statistics.json") == folder.bytes("data/statistics.json"))
  }

  @Test func whatCannotBeMergedOrReadIsNamed() async throws {
    let folder = try Folder()
    let parts = try Self.data(folder, parts: 2, rows: 50)
    let file = try folder.write("rules.tide", Self.rules)
    let (a, b) = (folder.path + "/a.tidestate", folder.path + "/b.tidestate")
    await Run("profile", parts[0], "--rules", file, "-o", a).expect(0)
    await Run("profile", parts[1], "-o", b).expect(0)
    await Run("merge", a, b, "-o", folder.path + "/c.tidestate")
      .expect(2, says: "b.tidestate: the windows differ: none here")
    await Run("check", file, "--data", b).expect(2, says: "gather it with --rules")
    await Run("check", file, "--data", a, parts[0]).expect(2, says: "can't be read together")
    await Run("check", file, "--data", a, "--last", "1d", "--window-at", "2026-03-05T00:00Z")
      .expect(2, says: "--last")
    await Run("profile", parts[0], "-o", folder.path + "/state").expect(2, says: ".tidestate")
    await Run("merge", parts[0], "-o", a).expect(2, says: "a state is wanted")

    let unwindowed = try folder.write(
      "plain.tide",
      "edition 1\nrule r { expect mean(x) > 0 }\nrule s { expect max(x) < 200 where x > 3 }\n")
    await Run("check", unwindowed, "--data", b)
      .expect(2, says: "does not hold 3 of the 4", "where (`x` > 3)")
    let other = try folder.write("other.csv", "at,y\n2026-03-01T00:00:00Z,1\n")
    let c = folder.path + "/c.tidestate"
    await Run("profile", other, "-o", c).expect(0)
    await Run("merge", b, c, "-o", a).expect(2, says: "the column `x` is not in it")
    var bytes = try folder.bytes("b.tidestate")
    bytes[bytes.count / 2] ^= 1
    _ = try folder.write("b.tidestate", bytes)
    await Run("check", unwindowed, "--data", b).expect(3, says: "the checksum does not fit")
  }
}
