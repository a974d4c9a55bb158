import Engine
import Language
import Testing

@testable import Metrics

/// `window` clauses, and what reads the time that they name.
struct WindowCheckingTests {
  private static func codes(_ clause: String, _ rest: String = "") -> [String] {
    check("edition 1\n\(rest)\nmonitor m { \(clause) }\n").diagnostics
      .filter { $0.severity == .error }.map(\.code.id)
  }

  @Test(
    arguments: [
      ("window 1 day on t", []), ("window 1 day on t, timezone \"UTC\"", []),
      ("window 1000 rows", []), ("window 0 rows", ["TM224"]), ("window 1.5 rows", ["TM224"]),
      ("window 10 rows on t", ["TM245"]), ("window 10 rows, timezone \"UTC\"", ["TM245"]),
    ] as [(String, [String])]) func clauses(_ clause: String, _ expected: [String])
  {
    #expect(Self.codes(clause) == expected)
  }

  @Test(.enabled(if: ZoneFiles().areInstalled)) func zones() throws {
    #expect(Self.codes("window 1 day on t, timezone \"Asia/Tokyo\"") == [])
    let found = check("edition 1\nmonitor m { window 1 day on t, timezone \"Europe/Berln\" }\n")
      .diagnostics
    let diagnostic = try #require(found.first { $0.code.id == "TM244" })
    #expect(diagnostic.fixIts.map(\.replacement) == ["\"Europe/Berlin\""])
    #expect(diagnostic.span.text == "\"Europe/Berln\"")
  }

  @Test(
    arguments: [
      ("derive at = t - 1 hour", []), ("derive at = t", []), ("derive at = lower(t)", ["TM205"]),
      ("derive at = x > 3", ["TM205"]),
    ] as [(String, [String])]) func derived(_ declaration: String, _ expected: [String])
  {
    #expect(Self.codes("window 1 day on at", declaration) == expected)
  }

  @Test(
    arguments: [
      ("share(age(t) > 1 hour) <= 1%", "window 1 day on at", []),
      ("max(age(t)) < 2 hours", "window 1 day on at", []),
      ("max(age(t)) < 2 hours", "", ["TM226"]),
      ("age(t) < 2 hours", "window 1 day on at", ["TM203"]),
      ("share(json_value(d, \"a.b\") > 3) > 0", "", []),
      ("share(json_value(d, \"a..b\") > 3) > 0", "", ["TM206"]),
      ("share(json_value(d, e) > 3) > 0", "", ["TM209"]),
    ] as [(String, String, [String])])
  func functions(_ condition: String, _ window: String, _ expected: [String]) {
    #expect(Self.codes(window, "rule r { expect \(condition) }") == expected)
  }
}
