import Engine
import Testing

struct EvidenceSideTests {
  static let csv = "x\n1\n2\n3\n4\n"

  static func verdict(_ clause: String) async -> Verdict? {
    await judge("rule r { \(clause) }", over: csv).first
  }

  @Test(
    "Evidence is of the offending side, never of the innocent",
    arguments: [
      ("alert when share(x > 2) > 10%", []), ("expect share(x > 2) <= 10%", []),
      ("expect share(x > 2) in 0...10%", []), ("expect share(x > 3) in 90%...1", ["1", "2", "3"]),
      ("expect share(x > 3) >= 90%", ["1", "2", "3"]),
      ("alert when share(x > 3) < 90%", ["1", "2", "3"]),
      ("expect share(x > 3) within 0.1 of 1", ["1", "2", "3"]),
      ("expect every(x > 3)", ["1", "2", "3"]),
      ("alert when not every(x > 3)", ["1", "2", "3"]), ("alert when every(x > 0)", []),
      ("expect every(x > 3) == true", ["1", "2", "3"]),
    ])
  func sides(_ clause: String, _ expected: [String]) async {
    let verdict = await Self.verdict(clause)
    #expect(verdict?.state == .violated)
    #expect(verdict?.evidence.map(\.text) == expected)
  }

  @Test("A condition that is a metric has its value and limit")
  func boolean() async {
    let verdict = await Self.verdict("expect every(x > 2)")
    #expect(verdict?.value == .boolean(false))
    #expect(verdict?.decision?.limit == "true")
  }

  @Test("A time and the number of its seconds are two things")
  func typedKeys() async {
    let rules = """
      rule t { expect share(at > 2026-01-15) == 1 }
      rule n { expect share(at > 1768435200) == 1 }
      """
    let outcomes = await outcomes(rules, over: "at\n2026-01-16\n2026-01-17\n")
    #expect(outcomes == ["t": "pass", "n": "no data"])
  }

  @Test(
    "Functions of texts stand over windows as over records",
    arguments: [
      ("length(inferred_type(x)) == 8", "pass"), ("starts_with(inferred_type(x), \"Int\")", "pass"),
      ("upper(\"ß\") == \"SS\"", "pass"), ("text(5) == \"5\"", "pass"),
      ("number(\"5\") == 5", "pass"), ("number(\"five\") == 5", "undefined"),
      ("mean(x) is fractional", "pass"), ("max(x) is integral", "pass"),
      ("inferred_type(x) is string", "pass"), ("1 / 0 within 1 of 1 / 0", "undefined"),
    ])
  func texts(_ condition: String, _ expected: String) async {
    let verdicts = await judge(
      "rule r { expect \(condition) or mean(x) < 0 }", over: Self.csv)
    #expect(verdicts.first?.outcome == expected)
  }

  @Test(
    "Types that can't be put together",
    arguments: [
      ("completeness(x) in [\"A\"]", ["TM205"]), ("inferred_type(x) in [1]", ["TM205"]),
      ("mean(x) > null", ["TM205"]), ("text([1, 2]) == \"1\"", ["TM205"]),
      ("row_count > 5 min", ["TM205"]), ("completeness(x) > 2 * 1", ["TM305"]),
      ("share(x == null) < 1", ["TM313"]), ("mean(x) > 5 min", []),
    ])
  func types(_ condition: String, _ expected: [String]) {
    #expect(codes("rule r { expect \(condition) }", schema: Schema(names: ["x"])) == expected)
  }

  @Test(
    "Metrics of attributions want a monitor that says where these come from",
    arguments: [
      "attribution_ndcg < 3", "attribution_share(x) > 0.5",
    ])
  func attributions(_ condition: String) {
    let schema = Schema(names: ["x"])
    #expect(codes("rule r { expect \(condition) }", schema: schema) == ["TM390"])
    #expect(codes("columns { x: attribution_share > 0.5 }", schema: schema) == ["TM390"])
  }

  @Test("A name that hides a column is told")
  func shadows() {
    let schema = Schema(names: ["x", "c"])
    let rules = "rule r { for each column c expect completeness(c) > 0.5 }"
    #expect(codes(rules, schema: schema) == ["TM503"])
    #expect(codes("let x = 3\nrule r { expect row_count > x }", schema: schema) == ["TM503"])
  }
}
