import Engine
import Language
import Metrics
import Testing

struct TimeMetricTests {
  private static let csv = """
    at,t,x
    2026-01-01T10:00:00Z,2026-01-01T09:59:00Z,1
    2026-01-01T23:00:00Z,2026-01-01T21:00:00Z,2
    2026-01-02T12:00:00Z,2026-01-02T11:59:30Z,3

    """

  /// The value of one metric in each window of a day.
  private func values(_ expression: String) async -> [MetricValue] {
    let rules = "monitor m { window 1 day on at }\nrule r { expect \(expression) > 0 }"
    let checked = check(rules, schema: Schema(names: ["at", "t", "x"]))
    #expect(checked.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    let plan = Plan(checked.ruleset.rules)
    let source = RowsSource(Self.csv, rowsPerPiece: 1)
    let panes = await Gathering(plan.requests, windows: checked.ruleset.windows, threads: 2)
      .gather(source, log: MalformedLog(names: source.names)).panes
    return panes.inOrder()?.compactMap { window in
      RuleEvaluator(data: window.gathered, baseline: nil, RuleEvaluator.Context(monitor: "m"))
        .verdicts(checked.ruleset.rules).first?.value
    } ?? []
  }

  @Test("Freshness is measured to the window's end")
  func freshness() async {
    #expect(await values("freshness(t)") == [.number(10_800), .number(43_230)])
    #expect(await values("freshness(at)") == [.number(3_600), .number(43_200)])
  }

  @Test("Lag is measured to the time by which windows are cut")
  func lag() async {
    #expect(await values("lag(t, 0%)") == [.number(60), .number(30)])
    #expect(await values("lag(t, 100%)") == [.number(7_200), .number(30)])
    #expect(await values("lag(t, 100%, arrival: t)") == [.number(0), .number(0)])
  }

  @Test("Malformed records are those of the whole input in every window")
  func malformed() async {
    #expect(await values("malformed_share") == [.number(0), .number(0)])
  }

  @Test("Without windows freshness says what it lacks, and lag is a mistake")
  func withoutWindows() async {
    let verdict = await judge("rule r { expect freshness(t) <= 1 hour }", over: Self.csv).first
    #expect(verdict?.outcome == "undefined")
    #expect(verdict?.message.contains("max(t) >= TIME") == true)
    #expect(codes("rule r { expect lag(t, 95%) <= 1 hour }") == ["TM206"])
  }

  @Test(
    "The ends of a column of times are times",
    arguments: [
      ("max(t) >= 2026-01-02", "pass"), ("max(t) > 2026-01-02T11:59:30Z", "violated"),
      ("min(t) == 2026-01-01T09:59:00Z", "pass"), ("max(t) in 2026-01-01...2026-02-01", "pass"),
      ("max(t) - min(t) <= 27 hours", "pass"), ("max(t) - 1 day >= 2026-01-01", "pass"),
      ("max(t) - 1 day >= 2026-01-02", "violated"), ("max(x) <= 3", "pass"),
      ("max(t) < max(at)", "pass"), ("min(t) < min(x)", "undefined"),
      ("max(x) >= 2026-01-01", "undefined"), ("max(t) >= 7", "undefined"),
    ])
  func ends(_ condition: String, _ expected: String) async {
    #expect(await outcome(condition, over: Self.csv) == expected)
  }

  @Test(
    "With a type known from the baseline, a time and a number are told apart before data are read")
  func types() {
    let schema = Schema([.init("t", .timestamp), .init("x", .fractional)])
    #expect(codes("rule r { expect max(t) >= 2026-01-01 }", schema: schema) == [])
    #expect(codes("rule r { expect max(t) >= 7 }", schema: schema) == ["TM205"])
    #expect(codes("rule r { expect max(x) >= 2026-01-01 }", schema: schema) == ["TM205"])
    #expect(codes("rule r { expect malformed_share(where: x > 1) <= 1% }") == ["TM206"])
    #expect(codes("rule r { where x > 1 expect malformed_share <= 1% }") == ["TM206"])
  }
}
