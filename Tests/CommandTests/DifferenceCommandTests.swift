import Foundation
import Testing

/// `tidemark diff`, as CI and a reviewer run it; `tidemark lint --style`.
struct DifferenceCommandTests {
  let folder: Folder
  let old: String
  let new: String

  init() throws {
    folder = try Folder()
    old = try folder.write(
      "old.tide",
      """
      edition 1
      rule fares { expect mean(fare) < 12 }
      rule volume { expect row_count > 10 }
      rule gone { expect completeness(fare) >= 99% }
      rule kept "Before" { expect max(fare) < 900 }

      """)
    new = try folder.write(
      "new.tide",
      """
      edition 1
      rule kept "After" { expect not (max(fare) >= 900) }
      rule fares { expect mean(fare) < 15 }
      rule volume { mode observe expect row_count > 20 }
      rule came { expect uniqueness(fare) > 1% }

      """)
  }

  @Test func textShowsOldAndNewWithTheirLines() async throws {
    let run = await Run("diff", old, new).expect(0)
    #expect(
      folder.plain(run.output) == """
        loosened   fares
          - FOLDER/old.tide:2  expect mean(fare) < 12 else warning
          + FOLDER/new.tide:3  expect mean(fare) < 15 else warning
        changed    volume
          - FOLDER/old.tide:3  expect row_count > 10 else warning
          + FOLDER/new.tide:4  expect row_count > 20 else warning
            mode: enforce → observe
        added      came
          + FOLDER/new.tide:5  expect uniqueness(fare) > 1% else warning
        removed    gone
          - FOLDER/old.tide:4  expect completeness(fare) >= 99% else warning
        1 loosened, 1 added, 1 removed, 1 changed, 1 unchanged

        """)
  }

  @Test func denialsDecideTheExitStatus() async throws {
    await Run("diff", old, new, "--deny", "loosened").expect(1)
    await Run("diff", new, old, "--deny", "loosened").expect(1, says: "removed    came")
    await Run("diff", old, new, "--deny", "changed").expect(1)
    await Run("diff", old, old, "--deny", "any").expect(0, says: "4 unchanged")
    let tighter = try folder.write(
      "tighter.tide", try folder.read("old.tide").replacingOccurrences(of: "12", with: "11"))
    await Run("diff", old, tighter, "--deny", "loosened", "--deny", "changed").expect(
      0, says: "tightened  fares")
    await Run("diff", old, tighter, "--deny", "any").expect(1)
  }

  @Test func loosenedWindowsDistancesAndLoopsAreDenied() async throws {
    let rules = """
      edition 1
      monitor m { window 1 day on t }
      rule near { expect mean(fare) within 10% of baseline }
      rule soon { alert when drift(fare) > 0.1 }
      rule all { for each numeric column c expect completeness(c) > 90% }
      columns { fare: optional, >= 0 }

      """
    let before = try folder.write("before.tide", rules)
    for (old, new, line) in [
      ("10%", "90%", "loosened   near"),
      (
        "> 0.1", "> 0.1 for 2 of 3 windows until < 0.05",
        "+ FOLDER/after.tide:4  alert warning when drift(fare) > 0.1 for 2 of 3 windows until < 0.05"
      ),
      ("> 0.1", "> 0.1 for 2 windows", "loosened   soon"),
      ("numeric column", "integral column", "loosened   all"),
      (">= 0", ">= 0 except at most 5 rows", "loosened   columns.fare.min"),
    ] {
      let after = try folder.write(
        "after.tide", rules.replacingOccurrences(of: old, with: new))
      let run = await Run("diff", before, after, "--deny", "loosened")
      #expect(run.status == (new.hasSuffix("0.05") ? 0 : 1))
      #expect(folder.plain(run.output).contains(line), "\(run.output)")
      await Run("diff", after, before, "--deny", "loosened").expect(0)
    }
  }

  @Test func otherWindowsAreAChange() async throws {
    let daily = "edition 1\nmonitor m { window 1 day on t }\nrule r { expect row_count > 10 }\n"
    let day = try folder.write("day.tide", daily)
    let month = try folder.write(
      "month.tide", daily.replacingOccurrences(of: "1 day", with: "30 days"))
    await Run("diff", day, month, "--deny", "loosened").expect(0, says: "the windows differ")
    await Run("diff", day, month, "--deny", "changed").expect(1)
    await Run("diff", day, month, "--deny", "any").expect(1)
  }

  @Test func jsonAndMarkdown() async throws {
    let json = try await Run("diff", old, new, "--format", "json").expect(0).json()
    let rules = try #require(json["rules"] as? [[String: Any]])
    #expect(
      rules.map { $0["change"] as? String } == [
        "unchanged", "loosened", "changed", "added", "removed",
      ])
    #expect((json["summary"] as? [String: Int])?["removed"] == 1)
    let before = try #require(rules[1]["old"] as? [String: Any])
    #expect(before["line"] as? Int == 2)
    await Run("diff", old, new, "--format", "markdown").expect(
      0, says: "| rule | change | before | after |", "| `fares` | loosened |", "mode: enforce")
  }

  @Test func whatCantBeReadIsSaidAndNothingCompared() async throws {
    let broken = try folder.write("broken.tide", "edition 1\nrule r { expect nope > 3 }\n")
    await Run("diff", old, broken).expect(2, says: "TM202", "broken.tide:2", "mend these mistakes")
    await Run("diff", old, folder.path + "/none.tide").expect(2, says: "no such rule file")
    await Run("diff", old).expect(2)
  }

  @Test func styleIsToldWhereItIsAskedFor() async throws {
    let plain = await Run("lint", old).expect(0)
    #expect(!plain.output.contains("TM512"))
    await Run("lint", old, "--style").expect(0, says: "TM512", "`fares` has no title")
    await Run("lint", old, "--style", "--deny", "warnings").expect(1)
  }
}
