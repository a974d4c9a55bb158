import Foundation
import Testing

/// `baseline --update`: what a person wrote stays, what is still suggested follows the data.
struct BaselineUpdateTests {
  private static let rows = (0..<60).map { "\($0 % 7),\($0 % 3 == 0 ? "A" : "B"),\($0)\n" }.joined()

  /// A folder with a baseline of three columns, whose rules a person has edited.
  private static func edited() async throws -> (Folder, String) {
    let folder = try Folder()
    let data = try folder.write("d.csv", "fare,zone,tip\n" + rows)
    await Run("baseline", data, "-o", folder.path + "/b", "--update").expect(0, says: "to review")
    let mine = try folder.read("b/rules.tide")
      .replacingOccurrences(of: "mode observe", with: "mode enforce  // since May")
      .replacingOccurrences(of: "fare: integral", with: "fare:   integral")
      .replacingOccurrences(of: ">= 0 suggested(0)", with: ">= 0")
      .appending("\nrule volume { expect row_count > 10 }\n")
    try folder.write("b/rules.tide", mine)
    return (folder, mine)
  }

  @Test func whatIsSuggestedFollowsTheData() async throws {
    let (folder, _) = try await Self.edited()
    let rows = (0..<80).map { "\($0 % 7 - 2),\(["A", "B", "C"][$0 % 3]),\($0),9\n" }.joined()
    let data = try folder.write("d.csv", "fare,zone,tip,toll\n" + rows)
    await Run("baseline", data, "-o", folder.path + "/b", "--update")
      .expect(0, says: "your edits are kept", "renewed", "added: columns.toll")
    let rules = try folder.read("b/rules.tide")
    for part in [
      "mode enforce  // since May", "fare:   integral, complete suggested(1, rows: 80), >= 0,",
      "in [\"A\", \"B\", \"C\"] suggested(3, rows: 80)", "\n  toll: integral", "80 records",
      "\nrule volume { expect row_count > 10 }\n",
    ] { #expect(rules.contains(part), "\(part)\n\(rules)") }
    #expect(try folder.read("b/suggested.tide").contains(">= 0 suggested(0)"), "of tip and toll")
    await Run("lint", folder.path + "/b/rules.tide", "--deny", "warnings").expect(0)

    let before = try folder.read("b/suggested.tide")
    await Run("baseline", data, "-o", folder.path + "/b", "--update")
      .expect(0, says: "nothing else has changed")
    #expect(try folder.read("b/rules.tide") == rules)
    #expect(try folder.read("b/suggested.tide") == before)
  }

  @Test func conflictsAreShownAtBothPlacesAndYourTextStays() async throws {
    let (folder, mine) = try await Self.edited()
    let data = try folder.write("d.csv", "zone,tip\nA,x\nB,y\n")
    let run = await Run("baseline", data, "-o", folder.path + "/b", "--update")
      .expect(
        1, says: "TM762", "no column `fare`", "b/rules.tide:", "b/suggested.tide:", "conflict")
    #expect(!run.error.contains("<<<<"))
    let rules = try folder.read("b/rules.tide")
    let line = try #require(mine.split(separator: "\n").first { $0.contains("fare:") })
    #expect(rules.contains(line))
  }

  @Test func aDryRunWritesNothing() async throws {
    let (folder, mine) = try await Self.edited()
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/b").sorted()
    let suggested = try folder.read("b/suggested.tide")
    let data = try folder.write("d.csv", "fare,zone,tip\n" + Self.rows + "4,A,2\n")
    await Run("baseline", data, "-o", folder.path + "/b", "--update", "--dry-run")
      .expect(0, says: "+++ ", "\n-// Generated from", "\n+// Generated from", "61 records")
    #expect(try folder.read("b/rules.tide") == mine)
    #expect(try folder.read("b/suggested.tide") == suggested)
    await Run("baseline", data, "-o", folder.path + "/new", "--dry-run").expect(
      0, says: "+edition 1")
    #expect(!folder.holds("new"))
    let after = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/b").sorted()
    #expect(after == before)
  }

  @Test(arguments: ["rules.tide", "suggested.tide"])
  func aFileWithMistakesStopsIt(_ name: String) async throws {
    let (folder, _) = try await Self.edited()
    let broken = try folder.read("b/" + name) + "\nrule {\n"
    try folder.write("b/" + name, broken)
    let data = try folder.write("d.csv", "fare,zone,tip\n1,A,2\n")
    let other = name == "rules.tide" ? "suggested.tide" : "rules.tide"
    let kept = try (folder.read("b/" + other), folder.bytes("b/baseline.tidestate"))
    await Run("baseline", data, "-o", folder.path + "/b", "--update")
      .expect(2, says: "b/\(name):", "error[TM1", "has mistakes")
    #expect(try folder.read("b/" + name) == broken)
    #expect(try folder.read("b/" + other) == kept.0)
    #expect(try folder.bytes("b/baseline.tidestate") == kept.1)
  }

  @Test func marksAndLineEndsStay() async throws {
    let (folder, mine) = try await Self.edited()
    let crlf = "\u{FEFF}" + mine.replacingOccurrences(of: "\n", with: "\r\n")
    try folder.write("b/rules.tide", crlf)
    let data = try folder.write("d.csv", "fare,zone,tip,new\n" + "1,A,2,3\n4,B,2,1\n")
    await Run("baseline", data, "-o", folder.path + "/b", "--update").expect(0, says: "columns.new")
    let bytes = try folder.bytes("b/rules.tide")
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.dropFirst(3).first != 0xEF)
    #expect(bytes.count { $0 == 10 } == bytes.count { $0 == 13 })
  }

  @Test func rulesAboutAGoneColumnAreTold() async throws {
    let (folder, mine) = try await Self.edited()
    try folder.write("b/rules.tide", mine + "rule tips { expect mean(tip) < 90 }\n")
    let data = try folder.write("d.csv", "fare,zone\n1,A\n2,B\n")
    await Run("baseline", data, "-o", folder.path + "/b", "--update")
      .expect(1, says: "TM201", "`tip`")
  }

  @Test func oneOfTwo() async throws {
    let folder = try Folder()
    await Run("baseline", "d.csv", "-o", folder.path, "--update", "--overwrite")
      .expect(2, says: "give one of the two")
  }
}
