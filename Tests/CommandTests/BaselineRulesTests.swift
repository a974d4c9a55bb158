import Testing

@testable import tidemark

/// `baseline --rules`, `lint --deny` and `eval`, beside what the golden files show.
@Suite struct BaselineRulesTests {
  let folder: Folder
  let data: String

  init() throws {
    folder = try Folder()
    data = try folder.write("d.csv", Taxi.csv(rows: 50))
  }

  @Test func aStatisticThatRulesAskForIsStored() async throws {
    let rules = try folder.write(
      "r.tide",
      """
      edition 1
      monitor m { baseline "b" }
      rule r { expect mean(fare, where: vendor == "CMT") within 1% of baseline }
      """)
    let b = folder.path + "/b"
    await Run("baseline", data, "-o", b).expect(0)
    await Run("check", rules, "--data", data).expect(4, says: "no baseline")
    let json = await Run("check", rules, "--data", data, "--format", "json")
    #expect(json.output.contains("--rules"), "the message says how to store it")
    await Run("baseline", data, "-o", b, "--rules", rules).expect(0)
    await Run("check", rules, "--data", data).expect(0)
    await Run("check", rules, "--data", data, "--baseline", data).expect(0)
  }

  @Test func rulesWithMistakesMakeNoBaseline() async throws {
    let rules = try folder.write("r.tide", "edition 1\nrule r { expect mean(fere) > 1 }\n")
    await Run("baseline", data, "-o", folder.path + "/b", "--rules", rules)
      .expect(2, says: "fere", "--rules", "no baseline was made")
    #expect(!folder.holds("b"))
  }

  @Test func lintDeniesWhatItIsTold() async throws {
    let rules = try folder.write(
      "r.tide", "edition 1\nlet unused = 3\nrule r { expect row_count > 0 }\n")
    await Run("lint", rules).expect(0, says: "0 errors, 1 warning, 0 notes", "unused")
    await Run("lint", rules, "--deny", "warnings").expect(1)
    await Run("check", rules, "--data", data).expect(0, says: "warning[")
  }

  @Test func lintKnowsTheColumnsOfTheBaseline() async throws {
    await Run("baseline", data, "-o", folder.path + "/b").expect(0)
    let rules = try folder.write("r.tide", "edition 1\nrule r { expect mean(fere) > 1 }\n")
    await Run("lint", rules).expect(0)
    await Run("lint", rules, "--baseline", folder.path + "/b")
      .expect(1, says: "fere", "did you mean `fare`", "10 columns of the baseline")
  }

  @Test func evalRefusesWhatItCannotRead() async throws {
    let syntax = await Run("eval", "mean(fare", "--data", data)
    syntax.expect(2, says: "error[TM", "nothing was evaluated")
    #expect(syntax.output.isEmpty)
    await Run("eval", "mean(fere)", "--data", data).expect(2, says: "fere")
    await Run("eval", "mean(fare)", "meen(tip)", "--data", data).expect(2, says: "meen")
  }

  @Test func evalSaysWhatItDoesNotKnow() async throws {
    let run = await Run("eval", "mean(note)", "drift(fare)", "row_count", "--data", data)
    run.expect(4)
    #expect(
      run.output
        == "mean(note) = unknown (no data)\ndrift(fare) = unknown (no baseline)\nrow_count = 50\n")
    await Run("baseline", data, "-o", folder.path + "/b").expect(0)
    await Run("eval", "drift(fare)", "--data", data, "--baseline", folder.path + "/b")
      .expect(0, says: "drift(fare) = 0")
  }

  @Test func severalRuleFilesAreCheckedTogether() async throws {
    let one = try folder.write("one.tide", "edition 1\nrule r { expect row_count > 0 }\n")
    let two = try folder.write("two.tide", "edition 1\nrule s { expect row_count > 99 }\n")
    await Run("check", one, two, "--data", data).expect(1, says: "one, two", "1 pass, 1 fire")
  }
}
