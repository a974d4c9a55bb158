import Foundation
import Testing

@testable import tidemark

struct PlanCommandTests {
  private static let rules = """
    edition 1
    rule a { expect mean(x) <= 2 and stddev(x) <= 2 }
    rule b { expect mean(x) within 10% of baseline }
    rule c { expect drift(y, method: psi, edges: [1, 2]) <= 0.1 }

    """

  private static func plan(_ arguments: [String]) async throws -> [String: Any] {
    let run = await Run(["plan"] + arguments + ["--format", "json"])
    #expect(run.status == 0, "\(run.error)")
    return try run.json()
  }

  @Test("A statistic that two rules read is planned once, and says which")
  func shared() async throws {
    let folder = try Folder()
    let rules = try folder.write("r.tide", Self.rules)
    let json = try await Self.plan([rules, "--data-columns", "x,y"])
    let statistics = try #require(json["statistics"] as? [[String: Any]])
    let moments = try #require(statistics.first { $0["statistic"] as? String == "moments" })
    #expect(moments["rules"] as? [String] == ["a", "b"])
    let listed = try #require(json["rules"] as? [[String: Any]])
    #expect(listed.compactMap { $0["rule"] as? String } == ["a", "b", "c"])
    // What two rules share neither would save.
    #expect(listed[1]["own"] as? Int == 0)
    #expect(listed[2]["own"] as? Int == listed[2]["bytes"] as? Int)
    let sum = statistics.reduce(0) { $0 + ($1["bytes"] as? Int ?? 0) }
    #expect(json["bytesOfWindow"] as? Int == sum)
  }

  @Test("Memory grows with threads, and with windows where time is cut")
  func memory() async throws {
    let folder = try Folder()
    let rules = try folder.write("r.tide", Self.rules)
    let cut = try folder.write(
      "w.tide",
      Self.rules.replacingOccurrences(
        of: "edition 1\n", with: "edition 1\nmonitor m { window 1 day every 1 hour on t }\n"))
    let one = try await Self.plan([rules, "--data-columns", "x,y,t", "--threads", "1"])
    let two = try await Self.plan([rules, "--data-columns", "x,y,t", "--threads", "2"])
    let bytes = try #require(one["bytes"] as? Int)
    #expect(bytes == 3 * (try #require(one["bytesOfWindow"] as? Int)))
    #expect((try #require(two["bytes"] as? Int)) * 3 == bytes * 5)
    let windows = try await Self.plan(
      [cut, "--data-columns", "x,y,t", "--threads", "1", "--windows", "3"])
    // Two further windows are two further hours.
    #expect(windows["windows"] as? Int == 26)
    #expect(windows["bytes"] as? Int == 26 * bytes)
  }

  @Test(
    "A budget that is not kept is exit status 1; data give the columns, of which no record is read")
  func budget() async throws {
    let folder = try Folder()
    let rules = try folder.write("r.tide", Self.rules)
    let data = try folder.write("d.csv", "x,y\n1,2\n")
    await Run("plan", rules, "--data", data, "--budget", "1GiB").expect(0, says: "STATISTICS")
    await Run("plan", rules, "--data", data, "--budget", "100B").expect(
      1, says: "more than the budget of 100 B")
    await Run("plan", rules, "--data", data, "--budget", "much").expect(2, says: "64MiB")
    await Run("plan", rules).expect(2, says: "--data-columns")
    await Run("plan", rules, "--data-columns", "x").expect(0)
    let bad = try folder.write("bad.tide", "edition 1\nrule r { expect no_metric > 1 }\n")
    await Run("plan", bad, "--data", data).expect(2, says: "TM202", "there is no plan")
  }

  @Test("What the baseline lacks is told with the command that adds it")
  func baseline() async throws {
    let folder = try Folder()
    let rules = try folder.write("r.tide", Self.rules)
    let data = try folder.write("d.csv", "x,y\n1,2\n3,4\n")
    let stored = folder.path + "/base"
    await Run("baseline", data, "-o", stored).expect(0)
    let before = try await Self.plan([rules, "--baseline", stored])
    let asked = try #require(before["baseline"] as? [String: Any])
    #expect((asked["lacks"] as? [Any])?.isEmpty == false)
    #expect(
      asked["command"] as? String == "tidemark baseline DATA -o \(stored) --rules \(rules)")
    await Run("baseline", data, "-o", stored, "--rules", rules).expect(0)
    await Run("plan", rules, "--baseline", stored).expect(0, says: "BASELINE: asked of")
    let after = try await Self.plan([rules, "--baseline", stored])
    #expect(((after["baseline"] as? [String: Any])?["lacks"] as? [Any])?.isEmpty == true)
  }
}
