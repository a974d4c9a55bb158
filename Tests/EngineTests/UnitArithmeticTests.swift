import Engine
import Testing

@testable import Metrics

/// Times, durations and sizes in rules, at each stage.
struct UnitArithmeticTests {
  /// Five days and a half; sizes of 1 to 3 GiB.
  private static let csv = """
    t,u,size
    2026-01-01T00:00:00Z,2026-01-01T00:10:00Z,1073741824
    2026-01-03T12:00:00Z,2026-01-03T12:40:00Z,2147483648
    2026-01-06T12:00:00Z,2026-01-06T12:00:30Z,3221225472

    """

  @Test(arguments: [
    ("max(t) - min(t) <= 7 days", "pass"), ("max(t) - min(t) <= 5 days", "violated"),
    ("max(t) - min(t) == 5 days + 12 hours", "pass"), ("max(t) - min(t) <= 5.5 * 1 day", "pass"),
    ("(max(t) - min(t)) / 1 day == 5.5", "pass"),
    ("max(t) - min(t) in 5 days ... 6 days", "pass"),
    ("max(t) - min(t) in 6 days ..< 1 week", "violated"),
    ("max(t) <= 2026-01-01 + 1 week", "pass"), ("min(t) - 1 s < 2026-01-01", "pass"),
    ("min(t) in 2025-12-31T23:00:00-01:00 ... 2026-01-01T00:00:00Z", "pass"),
    ("min(t) == 2026-01-01T02:00:00+02:00", "pass"),
    ("lag(t, 100%, arrival: u) < 1 hour", "pass"),
    ("lag(t, 100%, arrival: u) <= 2 * 15 min", "violated"),
    ("max(u - t) == 40 min", "pass"), ("mean(u - t) within 1 min of 17 min", "pass"),
    ("share(u - t > 5 min) > 60%", "pass"), ("gap(t) <= 3 days", "pass"),
    ("every(t in 2026-01-01 ..< 2026-01-07)", "pass"),
    ("every(t in 2026-01-01 ..< 2026-01-06)", "violated"),
    ("count(t >= 2026-01-01 + 2 days) == 2", "pass"),
    ("every(t in [2026-01-01, 2026-01-03T12:00:00Z])", "violated"),
    ("sum(size) <= 6 GiB", "pass"), ("sum(size) < 6 GiB", "violated"),
    ("max(size) in 1 GB ... 3 * 1 GiB", "pass"), ("max(size) / 1 MiB == 3072", "pass"),
    ("every(size <= 3 GiB and size > 500 MB + 500 MB)", "pass"),
    ("mean(size, where: t > 2026-01-01 + 12 hours) == 2.5 * 1 GiB", "pass"),
  ]) func conditions(_ condition: String, _ expected: String) async {
    #expect(await outcome(condition, over: Self.csv) == expected, "\(condition)")
  }

  @Test(arguments: [
    ("t: in 2026-01-01 ... 2026-01-07", "in", "pass"), ("t: >= 2026-01-02", "min", "violated"),
    ("t: < 2026-01-01 + 1 week", "max", "pass"), ("size: <= 2 GiB", "max", "violated"),
    ("size: in 1 GiB ... 3 GiB", "in", "pass"),
  ]) func checks(_ entry: String, _ name: String, _ expected: String) async throws {
    let found = await outcomes("columns { \(entry) }", over: Self.csv)
    let check = try #require(found.keys.first { $0.hasSuffix("." + name) })
    #expect(found[check] == expected)
  }

  @Test(arguments: [
    "max(t) - min(t) <= 5 GB", "1 day + 1 MB > 0 s", "max(t) + max(t) > 2026-01-01",
    "1 hour > 2026-01-01", "2026-01-01 * 2 > 2026-01-01",
    "2026-01-07 in 2026-01-01 ... 3 days", "1 day * 1 day > 1 day", "1 day - 2026-01-01 > 1 day",
    "2026-01-01 + 5 > 2026-01-01",
  ]) func mixedUnitsAreMistakes(_ condition: String) {
    let schema = Schema([.init("t", .timestamp), .init("size", .integral)])
    let found = codes("rule r { expect \(condition) }", schema: schema)
    #expect(found.contains("TM205"), "\(condition): \(found)")
  }

  @Test func lengthsByName() async {
    let rules = """
      let week = 7 days
      let most = 2 GiB
      rule a { expect max(t) - min(t) <= week - 1 day }
      rule b { expect max(size) <= 2 * most }
      rule c { expect share(t < 2026-01-01 + week / 7) > 0 }
      """
    #expect(await outcomes(rules, over: Self.csv) == ["a": "pass", "b": "pass", "c": "pass"])
  }
}
