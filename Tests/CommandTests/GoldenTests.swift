import Foundation
import Testing

@testable import tidemark

/// What the commands write, held against files that a person has read.
@Suite struct GoldenTests {
  let folder: Folder

  init() async throws {
    folder = try Folder()
    try folder.write("taxi/train.csv", Taxi.csv())
    let run = await Run("baseline", folder.path + "/taxi/train.csv", "-o", folder.path + "/taxi")
    run.expect(0)
    try Golden.expect(folder.plain(run.output), "baseline.txt")
  }

  @Test(arguments: ["rules.tide", "statistics.json", "constraints.json"])
  func baselineFiles(_ name: String) throws {
    try Golden.expect(try folder.read("taxi/\(name)"), name)
    #expect(try folder.read("taxi/rules.tide") == folder.read("taxi/suggested.tide"))
  }

  /// Rules that pass, fire, would fire, and can't be decided.
  private func check(_ more: String...) async throws -> Run {
    let rules = try folder.write(
      "taxi/mixed.tide",
      """
      edition 1
      monitor taxi "Taxi rides of March" { baseline "." }

      columns {
        fare:     fractional, complete, >= 0 severity critical, in 0...95, drift <= 0.1
        tip:      fractional, complete
        vendor:   string, in ["CMT", "VTS", "DDS"] for at least 99%
        note:     mean <= 3
        balance:  integral, mean within 300% of baseline
        surge:    optional, integral
        no missing columns
        no extra columns
      }

      rule enough_rides { expect row_count >= 50 }
      rule cheap "Rides are cheap" {
        mode observe
        severity critical
        expect mean(fare) < 1
        message "{value} dollars are too many (limit {limit}, {records} rides)"
      }
      rule many_rides { needs at least 1_000 rows expect mean(fare) < 1 }
      rule tips { on unknown info expect max(note) < 3 }
      """)
    let data = try folder.write(
      "today.csv",
      Taxi.csv(rows: 100, seed: 8, shift: 20, vendors: ["CMT", "VTS", "N\u{1B}[31mEW"]))
    return await Run(["check", rules, "--data", data] + more)
  }

  @Test func checkAsText() async throws {
    let run = try await check("--all")
    run.expect(1)
    #expect(run.error.isEmpty, "\(run.error)")
    #expect(!run.output.contains("\u{1B}"), "data must not reach the terminal as commands")
    try Golden.expect(folder.plain(run.output), "check.txt")
  }

  @Test func checkAsJSON() async throws {
    let run = try await check("--format", "json")
    run.expect(1)
    let states = Set(try run.verdicts().values.map(\.state))
    #expect(states == ["pass", "violated", "unknown"])
    // Hashes are tested with the records of runs; here they would change with every stored byte.
    let text = folder.plain(run.output).replacing(/sha256:[0-9a-f]{64}/, with: "sha256:HASH")
    try Golden.expect(text, "check.json")
  }

  @Test func evalAsJSON() async throws {
    let expressions = [
      "row_count", "mean(fare)", "drift(fare, method: ks)", "completeness(tip) >= 95%",
      "mean(note)",
      "share(passengers > 2, where: paid)", "inferred_type(`Account Length`)", "1 / 0",
      "mean(balance) / 0 - mean(balance) / 0",
    ]
    let data = folder.path + "/taxi/train.csv"
    let then = try folder.write("then.csv", Taxi.csv(rows: 90, seed: 9, shift: 5))
    let run = await Run(
      ["eval"] + expressions + ["--data", data, "--baseline", then, "--format", "json"])
    run.expect(4)
    let values = try #require(try run.json()["values"] as? [String: Any])
    #expect(Set(values.keys) == Set(expressions))
    try Golden.expect(run.output, "eval.json")
  }

  /// Ten mistakes of ten kinds.
  private static let broken = """
    edition 1
    monitor broken { owner "ops" }
    columns {
      fare: complete for at least 200%
      fare: complete
      zone: matches /[a-z/
      kind: in 9...1
    }
    rule a { expect mean(fare) > "12" }
    rule a { expect row_count > 0 }
    rule b { expect meen(fare) > 1 }
    rule c { expect fare > 1 }
    rule d { expect completeness(fare) >= 95 }
    rule e { expect quantile(fare) < 100 }
    rule f { expect 0 < mean(fare) < 10 }
    rule g { }
    """

  @Test func lintFindsTenMistakesInOneRun() async throws {
    let rules = try folder.write("broken.tide", Self.broken)
    let run = await Run("lint", rules)
    run.expect(1)
    let places = run.output.matches(of: /┌─ .*broken\.tide:(\d+):(\d+)/).map { String($0.output.0) }
    let errors = run.output.matches(of: /error\[TM\d+\]/)
    #expect(errors.count >= 10, "\(run.output)")
    #expect(Set(places).count >= 10, "each at a place of its own")
    #expect(Set(errors.map { String($0.output) }).count >= 9)
    try Golden.expect(folder.plain(run.error + run.output), "lint.txt")
  }

  @Test func checkRefusesThemAllAndEvaluatesNothing() async throws {
    let rules = try folder.write("broken.tide", Self.broken)
    // The data are not even opened: that they lack is not said.
    let run = await Run(
      "check", rules, "--data", folder.path + "/none.csv", "--out", folder.path + "/o")
    run.expect(2, says: "errors in the rules", "nothing was evaluated")
    #expect(run.output.isEmpty)
    #expect(!run.error.contains("none.csv"))
    #expect(!folder.holds("o/verdicts.json"))
    let lint = await Run("lint", rules)
    let count = lint.output.matches(of: /error\[/).count
    #expect(run.error.contains("error: \(count) errors in the rules"))
  }
}
