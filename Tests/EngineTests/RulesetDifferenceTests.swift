@testable import Engine
import Language
import Testing

/// What `diff` says of two versions of a rule.
struct RulesetDifferenceTests {
  private func change(_ old: String, _ new: String) -> RuleDifference.Change? {
    let difference = RulesetDifference(check(old).ruleset, check(new).ruleset)
    return difference.rules.first { $0.change != .unchanged }?.change
      ?? difference.rules.first?.change
  }

  @Test(
    "Each move by its name, and the way back by its mirror",
    arguments: [
      ("expect mean(x) < 12", "expect mean(x) < 10", .tightened),
      ("expect mean(x) < 12", "expect mean(x) <= 12", .loosened),
      ("expect mean(x) < 12", "alert when mean(x) >= 12", .unchanged),
      ("expect mean(x) < 12", "expect not (mean(x) >= 12.0)", .unchanged),
      ("expect mean(x) < 12", "expect 12 > mean(x) message \"other words\"", .unchanged),
      ("expect mean(x) < 12", "expect mean(x) < 12 else critical", .tightened),
      ("expect mean(x) < 12", "expect mean(x) > 3", .changed),
      ("expect mean(x) < 12", "expect mean(x) < 12 expect mean(x) < 20 else critical", .tightened),
      ("expect mean(x) < 12", "expect mean(x) < 12 expect mean(y) > 3", .tightened),
      ("expect mean(x) < 12", "expect mean(x) < 12 or mean(y) > 3", .loosened),
      ("expect mean(x) in 1...5", "expect mean(x) in 2...6", .changed),
      (
        "expect mean(x) within 10% of baseline", "expect mean(x) within 10% of baseline", .unchanged
      ),
      ("expect mean(x) > 1.1 * baseline", "expect mean(x) > 1.5 * baseline", .changed),
      ("alert when row_count > 2 * baseline", "alert when row_count > 3 * baseline", .loosened),
      ("expect row_count > 3", "expect row_count >= 4", .unchanged),
      ("expect mean(x) < 12", "mode observe expect mean(x) < 12", .loosened),
      ("expect mean(x) < 12", "needs at least 10 rows expect mean(x) < 12", .loosened),
      ("expect mean(x) < 12", "mode observe expect mean(x) < 10", .changed),
      (
        "on unknown ignore expect mean(x) < 12", "on unknown warning expect mean(x) < 12",
        .tightened
      ),
      ("alert when mean(x) > 3", "alert when mean(x) > 3 for 2 windows", .loosened),
      (
        "alert when mean(x) > 3 for 2 of 3 windows", "alert when mean(x) > 3 for 2 windows",
        .loosened
      ),
      (
        "alert when mean(x) > 3 for 2 of 3 windows", "alert when mean(x) > 3 for 3 of 4 windows",
        .loosened
      ),
      ("alert when mean(x) > 3", "alert when mean(x) > 3 until < 2", .tightened),
      ("alert when mean(x) > 3 until < 2", "alert when mean(x) > 3 until < 1", .tightened),
      ("expect mean(x) < 12", "expect mean(x) < 12 needs 7 windows of history", .loosened),
      ("expect mean(x) < 12", "where y == 1 expect mean(x) < 12", .changed),
      ("by z at most 5 expect mean(x) < 12", "by z at most 9 expect mean(x) < 12", .changed),
      (
        "by z at most 5 expect mean(x) < 12", "by z at most 5, at least 9 rows expect mean(x) < 12",
        .loosened
      ),
      (
        "for each column c in columns(\"a*\") expect completeness(c) > 90%",
        "for each column c in columns(\"b*\") expect completeness(c) > 90%", .changed
      ),
      (
        "for each column c expect completeness(c) > 90%",
        "for each column c expect completeness(c) > 95%", .tightened
      ),
    ] as [(String, String, RuleDifference.Change)])
  func moves(_ old: String, _ new: String, _ expected: RuleDifference.Change) {
    let monitor = "monitor m { window 1 day on t }\n"
    let (a, b) = (monitor + "rule r { \(old) }", monitor + "rule r { \(new) }")
    #expect(change(a, b) == expected)
    let mirrored: RuleDifference.Change =
      switch expected {
      case .tightened: .loosened
      case .loosened: .tightened
      default: expected
      }
    #expect(change(b, a) == mirrored)
    #expect(change(a, a) == .unchanged && change(b, b) == .unchanged)
  }

  @Test(
    "Checks of columns",
    arguments: [
      ("x: in 0...10", "x: in 0...20", .loosened),
      ("x: >= 0", "x: >= 0 for at least 99%", .loosened),
      ("x: in [\"A\", \"B\"]", "x: in [\"A\"]", .tightened),
      ("x: drift <= 0.1", "x: drift <= 0.2", .loosened),
      ("x: drift <= 0.1", "x: drift <= 0.1 severity critical", .tightened),
      ("x: drift <= 0.1", "x: categorical, drift <= 0.1", .changed),
      ("x: matches /^a$/", "x: matches /^b$/", .changed),
      ("\"a*\": >= 0", "\"a*\": >= 1", .tightened), ("x: >= 0", "x: >= 0 suggested(3)", .unchanged),
      ("x: optional, complete", "x: complete", .added),
    ] as [(String, String, RuleDifference.Change)])
  func checks(_ old: String, _ new: String, _ expected: RuleDifference.Change) {
    #expect(change("columns { \(old) }", "columns { \(new) }") == expected)
  }

  @Test("Rules that came, went, and were waived; lets that moved")
  func others() {
    let (a, b) = ("rule a { expect mean(x) < 12 }\n", "rule b { expect mean(x) < 12 }\n")
    let difference = RulesetDifference(check(a).ruleset, check(b).ruleset)
    #expect(difference.rules.map(\.change) == [.added, .removed])
    let waived = a + "waive a until 2026-02-01 because \"move\" owner \"ana\"\n"
    #expect(change(a, waived) == .loosened)
    #expect(change(waived, a) == .tightened)
    let limit = { (value: String) in "let limit = \(value)\nrule a { expect mean(x) < limit }" }
    #expect(change(limit("12"), limit("10")) == .tightened)
    let set = { (glob: String) in
      "let s = columns(\"\(glob)\")\nrule a { for each column c in s expect max(c) < 9 }"
    }
    #expect(change(set("a*"), set("b*")) == .changed)
    let task = { (label: String) in
      "monitor m { task regression(prediction: p, label: \(label)) }\nrule r { expect mae < 3 }"
    }
    #expect(change(task("x"), task("y")) == .changed)
  }

  @Test("A rule that is called tightened fails wherever the old one failed, and somewhere more")
  func law() throws {
    var random = SplitMix64(41)
    var seen: [RuleDifference.Change: Int] = [:]
    for _ in 0..<1_500 {
      let (a, b) = (Self.made(&random), Self.made(&random))
      let rule = { (made: Made) in "rule r { \(made.text) }" }
      let found = try #require(change(rule(a), rule(b)))
      seen[found, default: 0] += 1
      for x in stride(from: -4.0, through: 4.0, by: 0.5) {
        for y in stride(from: -4.0, through: 4.0, by: 0.5) {
          let (old, new) = (a.severity(x, y), b.severity(x, y))
          switch found {
          case .tightened: #expect(new >= old, "\(a.text) → \(b.text) at \(x), \(y)")
          case .loosened: #expect(new <= old, "\(a.text) → \(b.text) at \(x), \(y)")
          case .unchanged: #expect(new == old, "\(a.text) → \(b.text) at \(x), \(y)")
          default: break
          }
        }
      }
    }
    for change in [RuleDifference.Change.tightened, .loosened, .unchanged, .changed] {
      #expect(seen[change, default: 0] > 10, "\(change)")
    }
  }

  /// Clauses over two means, and the worst severity that they give: 0 for a pass.
  private struct Made {
    var text = ""
    var severity: (Double, Double) -> Int = { _, _ in 0 }
  }

  private static func made(_ random: inout SplitMix64) -> Made {
    var result = Made()
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let name = Bool.random(using: &random) ? "x" : "y"
      let c = Int.random(in: 0...3, using: &random)
      let op: ComparisonOperator = Bool.random(using: &random) ? .less : .greaterOrEqual
      let severity = Bool.random(using: &random) ? "critical" : "warning"
      let rank = severity == "critical" ? 3 : 2
      let isAlert = Bool.random(using: &random)
      let condition = "mean(\(name)) \(op.rawValue) \(c)"
      result.text +=
        isAlert ? "alert \(severity) when \(condition) " : "expect \(condition) else \(severity) "
      let before = result.severity
      result.severity = { x, y in
        let holds = op.holds(name == "x" ? x : y, Double(c))
        return max(before(x, y), holds == isAlert ? rank : 0)
      }
    }
    return result
  }
}
