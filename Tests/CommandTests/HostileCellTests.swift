import Testing

@testable import tidemark

/// A cell made to have patterns go back without end: nobody knows whether it matches, and it is said.
@Suite struct HostileCellTests {
  @Test func aCellAtThePatternLimitIsUnknown() async throws {
    let folder = try Folder()
    let cell = String(repeating: "a", count: 30_000) + "!"
    let data = try folder.write("d.csv", "id,x\n1,\(cell)\n2,b\n")
    let rules = try folder.write(
      "r.tide",
      """
      edition 1
      rule m { expect matches_share(x, /a*a*[xy]/) >= 10% }
      rule s { expect share(x matches /(a+)+[xy]/) >= 10% }
      columns { x: matches /(a|aa)+[xy]/ for at least 10% }
      """)
    let run = await Run("check", rules, "--data", data, "--format", "json")
    run.expect(4)
    for id in ["m", "s", "columns.x.matches"] {
      #expect(try run.verdicts()[id]?.description == "unknown(pattern limit)", "\(id)")
    }
  }
}
